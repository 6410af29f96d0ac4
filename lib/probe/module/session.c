// SPDX-License-Identifier: GPL-2.0 OR MIT
#include <linux/lockdep.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/uaccess.h>

#include "compat.h"
#include "session.h"
#include "wrong.h"

struct cfp_session *cfp_session_create(struct device *device)
{
	struct cfp_session *session = kzalloc_obj(*session);

	if (!session)
		return ERR_PTR(-ENOMEM);
	session->ring = kvcalloc(CFP_LOG_RECORDS, sizeof(*session->ring), GFP_KERNEL);
	if (!session->ring) {
		kfree(session);
		return ERR_PTR(-ENOMEM);
	}
	kref_init(&session->ref);
	session->device = device;
	spin_lock_init(&session->fence_lock);
	mutex_init(&session->reading);
	init_waitqueue_head(&session->readers);
	spin_lock_init(&session->lock);
	return session;
}

struct cfp_session *cfp_session_get(struct cfp_session *session)
{
	kref_get(&session->ref);
	return session;
}

/* Runs in softirq, too: a fence gives its session back after a grace period. */
static void cfp_session_free(struct kref *ref)
{
	struct cfp_session *session = container_of(ref, struct cfp_session, ref);

	kvfree(session->ring);
	if (!cfp_wrong(&cfp_wrong_memory, CFP_WRONG_FORGET))
		kfree(session);
}

void cfp_session_put(struct cfp_session *session)
{
	kref_put(&session->ref, cfp_session_free);
}

u32 cfp_session_number(struct cfp_session *session)
{
	return atomic_inc_return(&session->objects);
}

static bool cfp_resv_held(struct dma_resv *resv)
{
#ifdef CONFIG_LOCKDEP
	return debug_locks && dma_resv_held(resv);
#else
	return false;
#endif
}

static u16 cfp_context(struct dma_resv *resv)
{
	u16 context = 0;

	if (in_hardirq())
		context |= CFP_IN_HARDIRQ;
	else if (in_serving_softirq())
		context |= CFP_IN_SOFTIRQ;
	if (irqs_disabled())
		context |= CFP_IRQS_OFF;
	if (!resv)
		return context;
	context |= CFP_RESV_KNOWN;
	if (dma_resv_is_locked(resv))
		context |= CFP_RESV_LOCKED;
	if (cfp_resv_held(resv))
		context |= CFP_RESV_HELD;
	return context;
}

void cfp_log(struct cfp_session *session, struct dma_resv *resv, struct cfp_event event)
{
	unsigned long flags;

	event.context = cfp_context(resv);
	event.thread = task_pid_nr(current);
	spin_lock_irqsave(&session->lock, flags);
	event.time_ns = ktime_get_ns();
	event.sequence = session->written++;
	session->ring[event.sequence % CFP_LOG_RECORDS] = event;
	if (session->written - session->taken > CFP_LOG_RECORDS)
		session->taken = session->written - CFP_LOG_RECORDS;
	spin_unlock_irqrestore(&session->lock, flags);
	wake_up_interruptible(&session->readers);
}

/* The oldest record, left in place until it has reached its reader. */
static bool cfp_session_peek(struct cfp_session *session, struct cfp_event *event)
{
	bool found;

	spin_lock_irq(&session->lock);
	found = session->taken != session->written;
	if (found)
		*event = session->ring[session->taken % CFP_LOG_RECORDS];
	spin_unlock_irq(&session->lock);
	return found;
}

static void cfp_session_take(struct cfp_session *session, u64 sequence)
{
	spin_lock_irq(&session->lock);
	if (session->taken == sequence)
		session->taken++;
	spin_unlock_irq(&session->lock);
}

ssize_t cfp_session_read(struct cfp_session *session, char __user *to, size_t size)
{
	struct cfp_event event;
	ssize_t done = 0;

	if (size < sizeof(event))
		return -EINVAL;
	if (mutex_lock_interruptible(&session->reading))
		return -ERESTARTSYS;
	while (size - done >= sizeof(event) && cfp_session_peek(session, &event)) {
		if (copy_to_user(to + done, &event, sizeof(event))) {
			done = done ?: -EFAULT;
			break;
		}
		cfp_session_take(session, event.sequence);
		done += sizeof(event);
	}
	mutex_unlock(&session->reading);
	return done;
}

__poll_t cfp_session_poll(struct cfp_session *session, struct file *file, poll_table *table)
{
	bool waiting;

	poll_wait(file, &session->readers, table);
	spin_lock_irq(&session->lock);
	waiting = session->taken != session->written;
	spin_unlock_irq(&session->lock);
	return waiting ? EPOLLIN | EPOLLRDNORM : 0;
}
