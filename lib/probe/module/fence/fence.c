// SPDX-License-Identifier: GPL-2.0 OR MIT
#include <linux/module.h>
#include <linux/slab.h>

#include "compat.h"
#include "fence/fence.h"
#include "timing/timing.h"
#include "wrong.h"

static struct cfp_fence *to_cfp_fence(struct dma_fence *fence)
{
	return container_of(fence, struct cfp_fence, base);
}

void cfp_fence_log(struct cfp_fence *fence, u16 kind, int result)
{
	cfp_log(fence->session, NULL, (struct cfp_event){
		.kind = kind, .object = fence->object,
		.value = fence->base.seqno, .result = result,
	});
}

static const char *cfp_driver_name(struct dma_fence *fence)
{
	return "crossfence-probe";
}

static const char *cfp_timeline_name(struct dma_fence *fence)
{
	return to_cfp_fence(fence)->name;
}

static bool cfp_enable_signaling(struct dma_fence *base)
{
	struct cfp_fence *fence = to_cfp_fence(base);

	cfp_fence_log(fence, CFP_EVENT_FENCE_ENABLE, 0);
	return !(fence->flags & CFP_FENCE_REFUSE_ENABLE);
}

/* module_exit waits for these by rcu_barrier: no code of ours runs after the module has gone. */
static void cfp_fence_free(struct rcu_head *rcu)
{
	struct cfp_fence *fence = container_of(rcu, struct cfp_fence, base.rcu);

	cfp_session_put(fence->session);
	kfree(fence);
	module_put(THIS_MODULE);
}

static void cfp_fence_release(struct dma_fence *base)
{
	struct cfp_fence *fence = to_cfp_fence(base);

	cfp_fence_log(fence, CFP_EVENT_FENCE_RELEASE, 0);
	call_rcu(&base->rcu, cfp_fence_free);
}

static const struct dma_fence_ops cfp_fence_ops = {
	.get_driver_name = cfp_driver_name,
	.get_timeline_name = cfp_timeline_name,
	.enable_signaling = cfp_enable_signaling,
	.release = cfp_fence_release,
};

#ifdef CFP_HAS_INIT64
static void cfp_init64(struct dma_fence *fence, spinlock_t *lock, u64 context, u64 seqno)
{
	dma_fence_init64(fence, &cfp_fence_ops, lock, context, seqno);
}
#else
static const struct dma_fence_ops cfp_fence_ops64 = {
	.use_64bit_seqno = true,
	.get_driver_name = cfp_driver_name,
	.get_timeline_name = cfp_timeline_name,
	.enable_signaling = cfp_enable_signaling,
	.release = cfp_fence_release,
};

static void cfp_init64(struct dma_fence *fence, spinlock_t *lock, u64 context, u64 seqno)
{
	dma_fence_init(fence, &cfp_fence_ops64, lock, context, seqno);
}
#endif

bool cfp_fence_signal_locked(struct cfp_fence *fence, int error)
{
	if (test_bit(DMA_FENCE_FLAG_SIGNALED_BIT, &fence->base.flags))
		return false;
	if (error && !cfp_wrong(&cfp_wrong_fences, CFP_WRONG_ERROR))
		dma_fence_set_error(&fence->base, error);
	cfp_fence_log(fence, CFP_EVENT_FENCE_SIGNAL, error);
	dma_fence_signal_locked(&fence->base);
	return true;
}

bool cfp_fence_signal(struct cfp_fence *fence, int error)
{
	bool first, cookie = dma_fence_begin_signalling();
	unsigned long flags;

	spin_lock_irqsave(dma_fence_spinlock(&fence->base), flags);
	first = cfp_fence_signal_locked(fence, error);
	spin_unlock_irqrestore(dma_fence_spinlock(&fence->base), flags);
	dma_fence_end_signalling(cookie);
	if (timer_delete(&fence->expiry))
		cfp_fence_put(fence);
	return first;
}

int cfp_fence_repeat(struct cfp_fence *fence)
{
	if (!test_bit(DMA_FENCE_FLAG_SIGNALED_BIT, &fence->base.flags))
		return -EINVAL;
	dma_fence_signal(&fence->base);
	return 0;
}

static void cfp_fence_expire(struct timer_list *timer)
{
	struct cfp_fence *fence = container_of(timer, struct cfp_fence, expiry);

	cfp_fence_signal(fence, READ_ONCE(fence->error));
	cfp_fence_put(fence);
}

static void cfp_fence_irq(struct irq_work *work)
{
	struct cfp_fence *fence = container_of(work, struct cfp_fence, irq);

	cfp_fence_signal(fence, fence->irq_error);
	cfp_fence_put(fence);
}

static int cfp_signal_from_irq(struct cfp_fence *fence, int error)
{
	dma_fence_get(&fence->base);
	fence->irq_error = error;
	if (irq_work_queue(&fence->irq))
		return 0;
	cfp_fence_put(fence);
	return -EALREADY;
}

static int cfp_signal_from_timer(struct cfp_fence *fence, int error)
{
	WRITE_ONCE(fence->error, error);
	return mod_timer_pending(&fence->expiry, jiffies) ? 0 : -EALREADY;
}

int cfp_fence_signal_from(struct cfp_fence *fence, enum cfp_signal_from from, int error)
{
	if (test_bit(DMA_FENCE_FLAG_SIGNALED_BIT, &fence->base.flags))
		return -EALREADY;
	cfp_slow_down();
	switch (from) {
	case CFP_FROM_TASK:
		return cfp_fence_signal(fence, error) ? 0 : -EALREADY;
	case CFP_FROM_IRQ:
		return cfp_signal_from_irq(fence, error);
	case CFP_FROM_TIMER:
		return cfp_signal_from_timer(fence, error);
	}
	return -EINVAL;
}

static void cfp_fence_init(struct cfp_fence *fence, const struct cfp_create_fence *how)
{
	spinlock_t *lock = &fence->lock;

	if (how->flags & CFP_FENCE_INLINE_LOCK)
		lock = NULL;
	if (how->flags & CFP_FENCE_SHARED_LOCK)
		lock = &fence->session->fence_lock;
	if (how->flags & CFP_FENCE_SEQNO64)
		cfp_init64(&fence->base, lock, how->context, how->seqno);
	else
		dma_fence_init(&fence->base, &cfp_fence_ops, lock, how->context, how->seqno);
}

struct cfp_fence *cfp_fence_create(struct cfp_session *session,
				   const struct cfp_create_fence *how)
{
	struct cfp_fence *fence = kzalloc_obj(*fence);

	if (!fence)
		return ERR_PTR(-ENOMEM);
	/* Cannot fail: the caller holds the node, and that holds the module. */
	__module_get(THIS_MODULE);
	fence->session = cfp_session_get(session);
	fence->object = cfp_session_number(session);
	fence->flags = how->flags;
	fence->error = -ETIMEDOUT;
	strscpy(fence->name, how->name, sizeof(fence->name));
	spin_lock_init(&fence->lock);
	init_irq_work(&fence->irq, cfp_fence_irq);
	timer_setup(&fence->expiry, cfp_fence_expire, 0);
	cfp_fence_init(fence, how);
	dma_fence_get(&fence->base);
	mod_timer(&fence->expiry, jiffies + msecs_to_jiffies(how->lifetime_ms));
	return fence;
}

struct cfp_fence *cfp_fence_for(struct cfp_session *session, const char *name, u32 lifetime_ms)
{
	struct cfp_create_fence how = {
		.context = dma_fence_context_alloc(1), .seqno = 1, .lifetime_ms = lifetime_ms,
	};

	strscpy(how.name, name, sizeof(how.name));
	return cfp_fence_create(session, &how);
}
