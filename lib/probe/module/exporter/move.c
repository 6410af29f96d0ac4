// SPDX-License-Identifier: GPL-2.0 OR MIT
#include <linux/delay.h>
#include <linux/module.h>
#include <linux/slab.h>
#include <linux/workqueue.h>

#include "compat.h"
#include "exporter/exporter.h"
#include "fence/fence.h"

/*
 * A move in its order: the new place is the buffer's place from now on and its fence
 * is in the reservation object before the importers hear of it, so that a mapping
 * made in their callbacks is right already. Then their fences are waited for,
 * the content is copied, the old place poisoned, and the fence signalled.
 */
struct cfp_moving {
	struct work_struct work;
	struct cfp_exporter *exporter;	/* for the log; a pipelined move holds the dma-buf */
	struct cfp_fence *fence;
	struct cfp_store *from;
	struct cfp_store *to;
	struct dma_fence **fences;	/* of the importers, for a pipelined move */
	unsigned int count;
	struct cfp_move how;
};

static struct workqueue_struct *cfp_move_queue;

static unsigned int wrong_moves;
module_param(wrong_moves, uint, 0600);
MODULE_PARM_DESC(wrong_moves, "CFP_MOVE_ flags added to every move, to see that tests fail");

static int cfp_wait_for(struct dma_fence *fence, unsigned long until)
{
	long left = until - jiffies;
	long waited = dma_fence_wait_timeout(fence, false, max(left, 0L));

	return waited > 0 || dma_fence_is_signaled(fence) ? 0 : waited < 0 ? waited : -ETIME;
}

static unsigned long cfp_move_deadline(struct cfp_moving *moving)
{
	return jiffies + msecs_to_jiffies(moving->how.timeout_ms);
}

/* Waits for everybody's fences but the move's own, with the reservation object held. */
static int cfp_wait_locked(struct cfp_moving *moving)
{
	unsigned long until = cfp_move_deadline(moving);
	struct dma_resv_iter cursor;
	struct dma_fence *fence;
	int error = 0;

	dma_resv_for_each_fence(&cursor, moving->exporter->dmabuf->resv,
				DMA_RESV_USAGE_BOOKKEEP, fence) {
		if (fence != &moving->fence->base)
			error = cfp_wait_for(fence, until) ?: error;
	}
	return error;
}

static int cfp_wait_collected(struct cfp_moving *moving)
{
	unsigned long until = cfp_move_deadline(moving);
	unsigned int i;
	int error = 0;

	for (i = 0; i < moving->count; i++)
		if (moving->fences[i] != &moving->fence->base)
			error = cfp_wait_for(moving->fences[i], until) ?: error;
	return error;
}

/* After a timeout the old pages stay as they are: somebody may still use them by right. */
static void cfp_move_content(struct cfp_moving *moving, int error)
{
	if (!(moving->how.flags & CFP_MOVE_SKIP_COPY))
		cfp_store_copy(moving->to, moving->from);
	if (!error)
		cfp_store_retire(moving->from);
	cfp_exporter_log(moving->exporter, (struct cfp_event){
		.kind = CFP_EVENT_MOVE_END, .generation = moving->to->generation,
		.value = moving->how.flags, .result = error,
	});
	cfp_fence_signal(moving->fence, error);
}

static void cfp_moving_free(struct cfp_moving *moving)
{
	while (moving->count)
		dma_fence_put(moving->fences[--moving->count]);
	kfree(moving->fences);
	cfp_fence_put(moving->fence);
	cfp_store_put(moving->from);
	cfp_store_put(moving->to);
	kfree(moving);
}

static void cfp_move_later(struct work_struct *work)
{
	struct cfp_moving *moving = container_of(work, struct cfp_moving, work);
	struct dma_buf *dmabuf = moving->exporter->dmabuf;
	int error = cfp_wait_collected(moving);

	if (moving->how.copy_ms)
		msleep(moving->how.copy_ms);
	cfp_move_content(moving, error);
	cfp_moving_free(moving);
	dma_buf_put(dmabuf);
}

static struct cfp_moving *cfp_moving_create(struct cfp_exporter *exporter,
					    const struct cfp_move *how)
{
	struct cfp_moving *moving = kzalloc_obj(*moving);
	/* A last resort only: the copy signals it well before. */
	u32 lifetime_ms = how->timeout_ms + how->copy_ms + cfp_limit_ms;

	if (!moving)
		return ERR_PTR(-ENOMEM);
	moving->exporter = exporter;
	moving->how = *how;
	moving->how.flags |= READ_ONCE(wrong_moves) & CFP_MOVE_WRONG;
	INIT_WORK(&moving->work, cfp_move_later);
	moving->to = cfp_store_create(exporter->session, exporter->object,
				      exporter->dmabuf->size >> PAGE_SHIFT, 0);
	if (IS_ERR(moving->to)) {
		kfree(moving);
		return ERR_PTR(-ENOMEM);
	}
	moving->fence = cfp_fence_for(exporter->session, "move", lifetime_ms);
	if (IS_ERR(moving->fence)) {
		moving->fence = NULL;
		cfp_moving_free(moving);
		return ERR_PTR(-ENOMEM);
	}
	return moving;
}

static void cfp_move_announce(struct cfp_moving *moving)
{
	struct cfp_exporter *exporter = moving->exporter;
	struct dma_buf *dmabuf = exporter->dmabuf;
	u32 flags = moving->how.flags;

	cfp_unmap_users(exporter);
	if (!(flags & CFP_MOVE_SKIP_FENCE))
		dma_resv_add_fence(dmabuf->resv, &moving->fence->base, DMA_RESV_USAGE_KERNEL);
	if (flags & CFP_MOVE_SKIP_NOTIFY)
		return;
	dma_buf_invalidate_mappings(dmabuf);
	if (flags & CFP_MOVE_NOTIFY_TWICE)
		dma_buf_invalidate_mappings(dmabuf);
}

static void cfp_move_switch(struct cfp_moving *moving)
{
	struct cfp_exporter *exporter = moving->exporter;

	moving->from = exporter->store;
	moving->to->generation = moving->from->generation + 1;
	exporter->store = cfp_store_get(moving->to);
	cfp_store_put(exporter->stale);
	exporter->stale = NULL;
	if (moving->how.flags & CFP_MOVE_MAP_OLD)
		exporter->stale = cfp_store_get(moving->from);
}

/* True: a worker finishes the move. No memory for that makes it an ordinary one. */
static bool cfp_move_pipelined(struct cfp_moving *moving)
{
	struct dma_buf *dmabuf = moving->exporter->dmabuf;
	u32 flags = moving->how.flags;

	if (!(flags & CFP_MOVE_PIPELINED))
		return false;
	if (!(flags & CFP_MOVE_SKIP_WAIT) &&
	    dma_resv_get_fences(dmabuf->resv, DMA_RESV_USAGE_BOOKKEEP,
				&moving->count, &moving->fences))
		return false;
	get_dma_buf(dmabuf);
	queue_work(cfp_move_queue, &moving->work);
	return true;
}

static int cfp_move_locked(struct cfp_moving *moving)
{
	struct cfp_exporter *exporter = moving->exporter;
	int error = exporter->revoked ? -ENODEV : 0;

	if (!error && exporter->pins && !(moving->how.flags & CFP_MOVE_IGNORE_PINS))
		error = -EBUSY;
	if (!error)
		error = dma_resv_reserve_fences(exporter->dmabuf->resv, 1);
	if (error) {
		cfp_fence_signal(moving->fence, -ECANCELED);
		cfp_moving_free(moving);
		return error;
	}
	cfp_exporter_log(exporter, (struct cfp_event){
		.kind = CFP_EVENT_MOVE_BEGIN, .generation = exporter->store->generation,
		.value = moving->how.flags,
	});
	cfp_move_switch(moving);
	cfp_move_announce(moving);
	if (cfp_move_pipelined(moving))
		return 0;
	if (!(moving->how.flags & CFP_MOVE_SKIP_WAIT))
		error = cfp_wait_locked(moving);
	cfp_move_content(moving, error);
	cfp_moving_free(moving);
	return error;
}

int cfp_exporter_move(struct cfp_exporter *exporter, const struct cfp_move *how)
{
	struct cfp_moving *moving = cfp_moving_create(exporter, how);
	int error;

	if (IS_ERR(moving))
		return PTR_ERR(moving);
	dma_resv_lock(exporter->dmabuf->resv, NULL);
	error = cfp_move_locked(moving);
	dma_resv_unlock(exporter->dmabuf->resv);
	return error;
}

int cfp_move_init(void)
{
	cfp_move_queue = alloc_workqueue("crossfence-move", WQ_UNBOUND | WQ_SYSFS, 0);
	return cfp_move_queue ? 0 : -ENOMEM;
}

void cfp_move_exit(void)
{
	destroy_workqueue(cfp_move_queue);
}
