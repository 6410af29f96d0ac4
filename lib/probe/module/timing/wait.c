// SPDX-License-Identifier: GPL-2.0 OR MIT
#include <linux/completion.h>
#include <linux/delay.h>
#include <linux/kthread.h>
#include <linux/slab.h>

#include "compat.h"
#include "session.h"
#include "timing/timing.h"

/* Time for threads to fall asleep that have said they wait. */
#define CFP_SETTLE_US 50

struct cfp_waiters;

struct cfp_waiter {
	struct cfp_waiters *all;
	struct task_struct *thread;
	struct completion go;
	u64 woken_ns;			/* 0: the wait did not end with the signal */
};

/* The threads of a request, which wait for the fence of each sample in turn. */
struct cfp_waiters {
	u32 count;
	struct dma_fence *fence;
	bool over;
	atomic_t asleep;
	struct completion awake;	/* all of them */
	struct cfp_waiter waiter[];
};

static int cfp_waiter_run(void *argument)
{
	struct cfp_waiter *waiter = argument;
	struct cfp_waiters *all = waiter->all;

	while (!wait_for_completion_interruptible(&waiter->go) && !READ_ONCE(all->over)) {
		long left = dma_fence_wait_timeout(all->fence, true, cfp_limit());

		waiter->woken_ns = left > 0 ? ktime_get_ns() : 0;
		if (atomic_dec_and_test(&all->asleep))
			complete(&all->awake);
	}
	return 0;
}

static int cfp_waiters_start(struct cfp_waiters *all, u32 count)
{
	for (; all->count < count; all->count++) {
		struct cfp_waiter *waiter = &all->waiter[all->count];
		struct task_struct *thread;

		waiter->all = all;
		init_completion(&waiter->go);
		thread = kthread_run(cfp_waiter_run, waiter, "crossfence-wait");
		if (IS_ERR(thread))
			return PTR_ERR(thread);
		get_task_struct(thread);
		waiter->thread = thread;
	}
	return 0;
}

static int cfp_waiters_prepare(struct cfp_timing_run *run)
{
	struct cfp_waiters *all = kvzalloc(struct_size(all, waiter, run->how.width), GFP_KERNEL);

	run->own = all;
	if (!all)
		return -ENOMEM;
	init_completion(&all->awake);
	return cfp_waiters_start(all, run->how.width);
}

static void cfp_waiters_finish(struct cfp_timing_run *run)
{
	struct cfp_waiters *all = run->own;
	u32 i;

	if (!all)
		return;
	WRITE_ONCE(all->over, true);
	for (i = 0; i < all->count; i++) {
		complete(&all->waiter[i].go);
		kthread_stop(all->waiter[i].thread);
		put_task_struct(all->waiter[i].thread);
	}
	kvfree(all);
}

/* Each wait is a callback of the fence. */
static u32 cfp_waiting(struct dma_fence *fence)
{
	struct list_head *node;
	u32 count = 0;

	spin_lock_irq(dma_fence_spinlock(fence));
	list_for_each(node, &fence->cb_list)
		count++;
	spin_unlock_irq(dma_fence_spinlock(fence));
	return count;
}

static int cfp_waiters_settle(struct cfp_waiters *all)
{
	unsigned long until = jiffies + cfp_limit();

	while (cfp_waiting(all->fence) < all->count) {
		if (time_after(jiffies, until))
			return -ETIME;
		usleep_range(CFP_SETTLE_US, 2 * CFP_SETTLE_US);
	}
	usleep_range(CFP_SETTLE_US, 2 * CFP_SETTLE_US);
	return 0;
}

static void cfp_waiters_stamp(struct cfp_timing_run *run)
{
	struct cfp_waiters *all = run->own;
	struct cfp_sample *sample = &run->sample;
	u32 i;

	for (i = 0; i < all->count; i++) {
		u64 woken = all->waiter[i].woken_ns;

		if (!woken)
			continue;
		if (!sample->parts || woken < sample->middle_ns)
			sample->middle_ns = woken;
		if (woken > sample->end_ns)
			sample->end_ns = woken;
		sample->parts++;
	}
}

/* The threads are awake again when it returns, with whatever error. */
static int cfp_time_waiters(struct cfp_timing_run *run)
{
	struct cfp_waiters *all = run->own;
	int error;
	u32 i;

	all->fence = cfp_timed_fence();
	if (!all->fence)
		return -ENOMEM;
	reinit_completion(&all->awake);
	atomic_set(&all->asleep, all->count);
	for (i = 0; i < all->count; i++)
		complete(&all->waiter[i].go);
	error = cfp_waiters_settle(all);
	cfp_timing_begin(run);
	dma_fence_signal(all->fence);
	wait_for_completion(&all->awake);
	cfp_waiters_stamp(run);
	dma_fence_put(all->fence);
	return error;
}

const struct cfp_timed_kind cfp_timed_waiters = {
	.width = CFP_TIMING_WAITERS,
	.prepare = cfp_waiters_prepare,
	.take = cfp_time_waiters,
	.finish = cfp_waiters_finish,
};
