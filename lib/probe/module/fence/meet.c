// SPDX-License-Identifier: GPL-2.0 OR MIT
#include <linux/completion.h>
#include <linux/cpu.h>
#include <linux/cpumask.h>
#include <linux/delay.h>
#include <linux/kthread.h>

#include "compat.h"
#include "fence/fence.h"

/* How long the lock is held for the other one to come to it; interrupts are off. */
#define CFP_MEET_NS (20 * NSEC_PER_MSEC)
#define CFP_MEET_US 200

/* Who adds a callback while the lock is held. On the stack of who signals, and gone before it. */
struct cfp_comer {
	struct dma_fence_cb callback;
	struct dma_fence *fence;
	struct completion done;
	struct completion called;
	bool locked;		/* now is the time */
	bool coming;
	int error;		/* of adding the callback */
};

static void cfp_comer_called(struct dma_fence *fence, struct dma_fence_cb *callback)
{
	complete(&container_of(callback, struct cfp_comer, callback)->called);
}

static int cfp_comer_run(void *argument)
{
	struct cfp_comer *comer = argument;

	while (!smp_load_acquire(&comer->locked))
		cpu_relax();
	WRITE_ONCE(comer->coming, true);
	comer->error = dma_fence_add_callback(comer->fence, &comer->callback, cfp_comer_called);
	complete(&comer->done);
	return 0;
}

static struct task_struct *cfp_comer_start(struct cfp_comer *comer, int processor)
{
	struct task_struct *thread;

	thread = kthread_create(cfp_comer_run, comer, "crossfence-meet");
	if (IS_ERR(thread))
		return thread;
	kthread_bind(thread, processor);
	get_task_struct(thread);
	wake_up_process(thread);
	return thread;
}

static bool cfp_comer_came(const struct cfp_comer *comer)
{
	u64 until = ktime_get_ns() + CFP_MEET_NS;

	while (!READ_ONCE(comer->coming)) {
		if (ktime_get_ns() > until)
			return false;
		cpu_relax();
	}
	udelay(CFP_MEET_US);	/* from there to the lock */
	return true;
}

static int cfp_comer_told(struct cfp_comer *comer)
{
	if (comer->error)
		return comer->error == -ENOENT ? 0 : comer->error;
	if (wait_for_completion_timeout(&comer->called, cfp_limit()))
		return 0;
	dma_fence_remove_callback(comer->fence, &comer->callback);
	return -ETIME;
}

/* Who comes, or an errno; on its way when it returns, and `came` says whether it was in time. */
static struct task_struct *cfp_meet(struct cfp_fence *fence, struct cfp_comer *comer, bool *came)
{
	struct task_struct *thread;
	unsigned long flags;
	int processor;

	cpus_read_lock();
	migrate_disable();
	processor = cpumask_any_but(cpu_online_mask, smp_processor_id());
	thread = processor < nr_cpu_ids ? cfp_comer_start(comer, processor) :
					  ERR_PTR(-EOPNOTSUPP);
	if (!IS_ERR(thread)) {
		spin_lock_irqsave(dma_fence_spinlock(&fence->base), flags);
		smp_store_release(&comer->locked, true);
		*came = cfp_comer_came(comer);
		cfp_fence_signal_locked(fence, 0);
		spin_unlock_irqrestore(dma_fence_spinlock(&fence->base), flags);
	}
	migrate_enable();
	cpus_read_unlock();
	return thread;
}

int cfp_fence_meet(struct cfp_fence *fence)
{
	struct cfp_comer comer = { .fence = &fence->base };
	struct task_struct *thread;
	bool came = false;
	int told;

	if (test_bit(DMA_FENCE_FLAG_SIGNALED_BIT, &fence->base.flags))
		return -EALREADY;
	init_completion(&comer.done);
	init_completion(&comer.called);
	thread = cfp_meet(fence, &comer, &came);
	if (IS_ERR(thread))
		return PTR_ERR(thread);
	wait_for_completion(&comer.done);
	kthread_stop(thread);
	put_task_struct(thread);
	cfp_fence_signal(fence, 0);	/* the end of its life */
	told = cfp_comer_told(&comer);
	return told ?: came ? 0 : -EBUSY;
}
