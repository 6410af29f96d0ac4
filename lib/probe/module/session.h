/* SPDX-License-Identifier: GPL-2.0 OR MIT */
#ifndef CROSSFENCE_SESSION_H
#define CROSSFENCE_SESSION_H

#include <linux/dma-resv.h>
#include <linux/fs.h>
#include <linux/kref.h>
#include <linux/mutex.h>
#include <linux/poll.h>
#include <linux/spinlock.h>
#include <linux/wait.h>

#include "uapi/log.h"

#define CFP_LOG_RECORDS 4096

/*
 * One open of the node: the log of all objects made through it, and their
 * numbers. Every object holds a reference. Records may be added in any context.
 */
struct cfp_session {
	struct kref ref;
	struct device *device;		/* what the importers attach */
	spinlock_t fence_lock;		/* of fences with CFP_FENCE_SHARED_LOCK */
	atomic_t objects;
	struct mutex reading;		/* one reader at a time */
	wait_queue_head_t readers;
	spinlock_t lock;		/* of what follows */
	u64 written;
	u64 taken;
	struct cfp_event *ring;
};

extern unsigned int cfp_limit_ms;

struct cfp_session *cfp_session_create(struct device *device);
struct cfp_session *cfp_session_get(struct cfp_session *session);
void cfp_session_put(struct cfp_session *session);
u32 cfp_session_number(struct cfp_session *session);

/* Adds time, sequence, thread and context to the record; resv may be NULL. */
void cfp_log(struct cfp_session *session, struct dma_resv *resv, struct cfp_event event);

ssize_t cfp_session_read(struct cfp_session *session, char __user *to, size_t size);
__poll_t cfp_session_poll(struct cfp_session *session, struct file *file, poll_table *table);

/* Turns a time of the interface into milliseconds: 0 means the limit. False: too long. */
static inline bool cfp_bounded(u32 *ms)
{
	if (!*ms)
		*ms = cfp_limit_ms;
	return *ms <= cfp_limit_ms;
}

static inline unsigned long cfp_limit(void)
{
	return msecs_to_jiffies(cfp_limit_ms);
}

/* dma_resv_wait_timeout with the errno that it lacks. */
static inline int cfp_resv_wait(struct dma_resv *resv, enum dma_resv_usage usage,
				bool interruptible, unsigned long timeout)
{
	long left = dma_resv_wait_timeout(resv, usage, interruptible, timeout);

	return left > 0 ? 0 : left < 0 ? left : -ETIME;
}

#endif
