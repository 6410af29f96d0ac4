// SPDX-License-Identifier: GPL-2.0 OR MIT
#include <linux/slab.h>

#include "compat.h"
#include "timing/timing.h"

struct cfp_timed_callback {
	struct dma_fence_cb base;
	struct cfp_timing_run *run;
};

static void cfp_callback_timed(struct dma_fence *fence, struct dma_fence_cb *base)
{
	cfp_timing_part(container_of(base, struct cfp_timed_callback, base)->run);
}

static void cfp_callback_ignored(struct dma_fence *fence, struct dma_fence_cb *base)
{
}

static int cfp_callbacks_prepare(struct cfp_timing_run *run)
{
	run->own = kvcalloc(run->how.width, sizeof(struct cfp_timed_callback), GFP_KERNEL);
	return run->own ? 0 : -ENOMEM;
}

static void cfp_callbacks_finish(struct cfp_timing_run *run)
{
	kvfree(run->own);
}

static int cfp_time_callbacks(struct cfp_timing_run *run)
{
	struct cfp_timed_callback *callbacks = run->own;
	struct dma_fence *fence = cfp_timed_fence();
	u32 i;

	if (!fence)
		return -ENOMEM;
	for (i = 0; i < run->how.width; i++) {
		callbacks[i].run = run;
		dma_fence_add_callback(fence, &callbacks[i].base, cfp_callback_timed);
	}
	cfp_timing_begin(run);
	dma_fence_signal(fence);
	dma_fence_put(fence);
	return 0;
}

static int cfp_time_add(struct cfp_timing_run *run)
{
	struct cfp_timed_callback *callbacks = run->own;
	struct dma_fence *fence = cfp_timed_fence();
	u32 i;

	if (!fence)
		return -ENOMEM;
	cfp_timing_begin(run);
	for (i = 0; i < run->how.width; i++) {
		if (!dma_fence_add_callback(fence, &callbacks[i].base, cfp_callback_ignored))
			cfp_timing_part(run);
	}
	dma_fence_signal(fence);
	dma_fence_put(fence);
	return 0;
}

static int cfp_time_remove(struct cfp_timing_run *run)
{
	struct cfp_timed_callback *callbacks = run->own;
	struct dma_fence *fence = cfp_timed_fence();
	u32 i;

	if (!fence)
		return -ENOMEM;
	for (i = 0; i < run->how.width; i++)
		dma_fence_add_callback(fence, &callbacks[i].base, cfp_callback_ignored);
	cfp_timing_begin(run);
	for (i = 0; i < run->how.width; i++) {
		if (dma_fence_remove_callback(fence, &callbacks[i].base))
			cfp_timing_part(run);
	}
	dma_fence_signal(fence);
	dma_fence_put(fence);
	return 0;
}

const struct cfp_timed_kind cfp_timed_callbacks = {
	.width = CFP_TIMING_WIDTH, .walks = true,
	.prepare = cfp_callbacks_prepare,
	.take = cfp_time_callbacks,
	.finish = cfp_callbacks_finish,
};

const struct cfp_timed_kind cfp_timed_add = {
	.width = CFP_TIMING_WIDTH, .walks = true,
	.prepare = cfp_callbacks_prepare,
	.take = cfp_time_add,
	.finish = cfp_callbacks_finish,
};

const struct cfp_timed_kind cfp_timed_remove = {
	.width = CFP_TIMING_WIDTH, .walks = true,
	.prepare = cfp_callbacks_prepare,
	.take = cfp_time_remove,
	.finish = cfp_callbacks_finish,
};
