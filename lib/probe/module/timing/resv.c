// SPDX-License-Identifier: GPL-2.0 OR MIT
#include <linux/dma-resv.h>
#include <linux/slab.h>

#include "compat.h"
#include "timing/timing.h"

/* The fences stay pending all the time: those that have signalled give their slots away. */
struct cfp_timed_resv {
	struct dma_resv resv;		/* a new one for each sample */
	struct dma_fence **fences;
};

static int cfp_resv_prepare(struct cfp_timing_run *run)
{
	struct cfp_timed_resv *own = kzalloc_obj(*own);

	run->own = own;
	if (own)
		own->fences = cfp_timed_fences_create(run->how.width);
	return own && own->fences ? 0 : -ENOMEM;
}

static void cfp_resv_finish(struct cfp_timing_run *run)
{
	struct cfp_timed_resv *own = run->own;

	if (own)
		cfp_timed_fences_put(own->fences, run->how.width);
	kfree(own);
}

static int cfp_time_reserve(struct cfp_timing_run *run, struct dma_resv *resv)
{
	int error;

	cfp_timing_begin(run);
	error = dma_resv_reserve_fences(resv, run->how.width);
	run->sample.end_ns = ktime_get_ns();
	run->sample.middle_ns = run->sample.end_ns;
	run->sample.parts = run->how.width;
	return error;
}

static int cfp_time_add_fence(struct cfp_timing_run *run, struct dma_resv *resv)
{
	struct cfp_timed_resv *own = run->own;
	int error = dma_resv_reserve_fences(resv, run->how.width);
	u32 i;

	if (error)
		return error;
	cfp_timing_begin(run);
	for (i = 0; i < run->how.width; i++) {
		dma_resv_add_fence(resv, own->fences[i], DMA_RESV_USAGE_READ);
		cfp_timing_part(run);
	}
	return 0;
}

static int cfp_time_iterate(struct cfp_timing_run *run, struct dma_resv *resv)
{
	struct dma_resv_iter cursor;
	struct dma_fence *fence;
	int error = cfp_time_add_fence(run, resv);

	if (error)
		return error;
	run->sample = (struct cfp_sample){};
	INIT_LIST_HEAD(&run->walked);
	cfp_timing_begin(run);
	dma_resv_for_each_fence(&cursor, resv, DMA_RESV_USAGE_BOOKKEEP, fence)
		cfp_timing_part(run);
	return 0;
}

static int cfp_time_resv(struct cfp_timing_run *run,
			 int (*act)(struct cfp_timing_run *run, struct dma_resv *resv))
{
	struct cfp_timed_resv *own = run->own;
	int error;

	dma_resv_init(&own->resv);
	error = dma_resv_lock_interruptible(&own->resv, NULL);
	if (!error) {
		error = act(run, &own->resv);
		dma_resv_unlock(&own->resv);
	}
	dma_resv_fini(&own->resv);
	return error;
}

static int cfp_take_reserve(struct cfp_timing_run *run)
{
	return cfp_time_resv(run, cfp_time_reserve);
}

static int cfp_take_add_fence(struct cfp_timing_run *run)
{
	return cfp_time_resv(run, cfp_time_add_fence);
}

static int cfp_take_iterate(struct cfp_timing_run *run)
{
	return cfp_time_resv(run, cfp_time_iterate);
}

const struct cfp_timed_kind cfp_timed_reserve = {
	.width = CFP_TIMING_WIDTH,
	.prepare = cfp_resv_prepare,
	.take = cfp_take_reserve,
	.finish = cfp_resv_finish,
};

const struct cfp_timed_kind cfp_timed_add_fence = {
	.width = CFP_TIMING_WIDTH, .walks = true,
	.prepare = cfp_resv_prepare,
	.take = cfp_take_add_fence,
	.finish = cfp_resv_finish,
};

const struct cfp_timed_kind cfp_timed_iterate = {
	.width = CFP_TIMING_WIDTH, .walks = true,
	.prepare = cfp_resv_prepare,
	.take = cfp_take_iterate,
	.finish = cfp_resv_finish,
};
