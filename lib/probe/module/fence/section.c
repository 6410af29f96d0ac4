// SPDX-License-Identifier: GPL-2.0 OR MIT
#include <linux/mm.h>
#include <linux/slab.h>
#include <linux/workqueue.h>

#include "compat.h"
#include "fence/fence.h"

/*
 * Sections that signal fences, as lockdep knows them. Nobody ever waits here: what
 * a real section could deadlock on is free, and only the order is wrong.
 */
struct cfp_stage {
	struct cfp_fence *fence;
	struct dma_resv resv;
	struct work_struct work;
	spinlock_t lock;	/* of nothing: CFP_ACT_SPIN takes it */
};

static void cfp_stage_work(struct work_struct *work)
{
}

static int cfp_allocate(gfp_t how)
{
	void *memory = kmalloc(PAGE_SIZE, how);

	kfree(memory);
	return memory ? 0 : -ENOMEM;
}

static int cfp_wait_signalled(void)
{
	struct dma_fence *fence = dma_fence_get_stub();
	long left = dma_fence_wait_timeout(fence, false, 1);

	dma_fence_put(fence);
	return left < 0 ? left : 0;
}

static int cfp_act(struct cfp_stage *stage, enum cfp_act act)
{
	switch (act) {
	case CFP_ACT_SIGNAL:
		cfp_fence_signal(stage->fence, 0);
		return 0;
	case CFP_ACT_NEST:
		dma_fence_end_signalling(dma_fence_begin_signalling());
		return 0;
	case CFP_ACT_SPIN:
		spin_lock(&stage->lock);
		spin_unlock(&stage->lock);
		return 0;
	case CFP_ACT_ALLOC_ATOMIC:
		return cfp_allocate(GFP_ATOMIC);
	case CFP_ACT_QUEUE:
		schedule_work(&stage->work);
		return 0;
	case CFP_ACT_WAIT:
		return cfp_wait_signalled();
	case CFP_ACT_ALLOC:
		return cfp_allocate(GFP_KERNEL);
	case CFP_ACT_RESERVE:
		dma_resv_lock(&stage->resv, NULL);
		dma_resv_unlock(&stage->resv);
		return 0;
	case CFP_ACT_MMAP_LOCK:
		mmap_read_lock(current->mm);
		mmap_read_unlock(current->mm);
		return 0;
	}
	return -EINVAL;
}

int cfp_section(struct cfp_session *session, const struct cfp_section *how)
{
	struct cfp_stage *stage;
	bool cookie;
	int error;

	if (how->reserved)
		return -EINVAL;
	stage = kzalloc_obj(*stage);
	if (!stage)
		return -ENOMEM;
	stage->fence = cfp_fence_for(session, "section", cfp_limit_ms);
	if (IS_ERR(stage->fence)) {
		kfree(stage);
		return -ENOMEM;
	}
	dma_resv_init(&stage->resv);
	INIT_WORK(&stage->work, cfp_stage_work);
	spin_lock_init(&stage->lock);

	cookie = dma_fence_begin_signalling();
	error = cfp_act(stage, how->act);
	dma_fence_end_signalling(cookie);

	flush_work(&stage->work);
	dma_resv_fini(&stage->resv);
	cfp_fence_signal(stage->fence, 0);
	cfp_fence_put(stage->fence);
	kfree(stage);
	return error;
}
