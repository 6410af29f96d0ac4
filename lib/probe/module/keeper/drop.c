// SPDX-License-Identifier: GPL-2.0 OR MIT
#include "compat.h"
#include "fence/fence.h"
#include "keeper/keeper.h"

static void cfp_drop_work(struct work_struct *work)
{
	cfp_keeper_let_go(container_of(work, struct cfp_keeper, work));
}

static void cfp_drop_timer(struct timer_list *timer)
{
	cfp_keeper_let_go(container_of(timer, struct cfp_keeper, timer));
}

static void cfp_drop_irq(struct irq_work *irq)
{
	cfp_keeper_let_go(container_of(irq, struct cfp_keeper, irq));
}

static void cfp_drop_callback(struct dma_fence *fence, struct dma_fence_cb *callback)
{
	cfp_keeper_let_go(container_of(callback, struct cfp_keeper, callback));
}

static int cfp_drop_in_worker(struct cfp_keeper *keeper)
{
	INIT_WORK(&keeper->work, cfp_drop_work);
	schedule_work(&keeper->work);
	flush_work(&keeper->work);
	return 0;
}

static int cfp_drop_in_timer(struct cfp_keeper *keeper)
{
	timer_setup(&keeper->timer, cfp_drop_timer, 0);
	mod_timer(&keeper->timer, jiffies);
	wait_for_completion(&keeper->dropped);
	timer_delete_sync(&keeper->timer);
	return 0;
}

static int cfp_drop_in_irq(struct cfp_keeper *keeper)
{
	init_irq_work(&keeper->irq, cfp_drop_irq);
	irq_work_queue(&keeper->irq);
	irq_work_sync(&keeper->irq);
	return 0;
}

static int cfp_drop_in_callback(struct cfp_keeper *keeper)
{
	struct cfp_fence *fence = cfp_fence_for(keeper->session, "keeper", cfp_limit_ms);
	int error;

	if (IS_ERR(fence))
		return PTR_ERR(fence);
	error = dma_fence_add_callback(&fence->base, &keeper->callback, cfp_drop_callback);
	cfp_fence_signal(fence, 0);
	cfp_fence_put(fence);
	return error;
}

/* Once the shrinker has gone nobody can come any more. */
static int cfp_drop_in_shrinker(struct cfp_keeper *keeper, u32 timeout_ms)
{
	struct shrinker *shrinker = cfp_shrinker_create(keeper);
	long left;

	if (!shrinker)
		return -ENOMEM;
	left = wait_for_completion_interruptible_timeout(&keeper->dropped,
							 msecs_to_jiffies(timeout_ms));
	cfp_shrinker_destroy(shrinker);
	if (!READ_ONCE(keeper->kept))
		return 0;
	return left < 0 ? -EINTR : -ETIME;
}

int cfp_keeper_drop(struct cfp_keeper *keeper, const struct cfp_drop *how)
{
	u32 timeout_ms = how->timeout_ms;

	if (how->in > CFP_DROP_IN_SHRINKER || !cfp_bounded(&timeout_ms))
		return -EINVAL;
	if (!keeper->kept)
		return -ENXIO;
	switch (how->in) {
	case CFP_DROP_IN_TASK:
		return cfp_keeper_let_go(keeper) ? 0 : -ENXIO;
	case CFP_DROP_IN_WORKER:
		return cfp_drop_in_worker(keeper);
	case CFP_DROP_IN_CALLBACK:
		return cfp_drop_in_callback(keeper);
	case CFP_DROP_IN_TIMER:
		return cfp_drop_in_timer(keeper);
	case CFP_DROP_IN_IRQ:
		return cfp_drop_in_irq(keeper);
	}
	return cfp_drop_in_shrinker(keeper, timeout_ms);
}
