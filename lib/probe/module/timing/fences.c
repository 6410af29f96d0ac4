// SPDX-License-Identifier: GPL-2.0 OR MIT
#include <linux/slab.h>

#include "compat.h"
#include "timing/timing.h"

struct cfp_timed_fence {
	struct dma_fence base;		/* first: the kernel frees the whole by this address */
	spinlock_t lock;
};

static const char *cfp_timed_name(struct dma_fence *fence)
{
	return "crossfence-timing";
}

static const struct dma_fence_ops cfp_timed_ops = {
	.get_driver_name = cfp_timed_name,
	.get_timeline_name = cfp_timed_name,
};

struct dma_fence *cfp_timed_fence(void)
{
	struct cfp_timed_fence *fence = kzalloc_obj(*fence);

	if (!fence)
		return NULL;
	spin_lock_init(&fence->lock);
	dma_fence_init(&fence->base, &cfp_timed_ops, &fence->lock, dma_fence_context_alloc(1), 1);
	return &fence->base;
}

struct dma_fence **cfp_timed_fences_create(u32 count)
{
	struct dma_fence **fences = kvcalloc(count, sizeof(*fences), GFP_KERNEL);
	u32 i;

	for (i = 0; fences && i < count; i++) {
		fences[i] = cfp_timed_fence();
		if (!fences[i]) {
			cfp_timed_fences_put(fences, i);
			return NULL;
		}
	}
	return fences;
}

void cfp_timed_fences_put(struct dma_fence **fences, u32 count)
{
	u32 i;

	for (i = 0; fences && i < count; i++) {
		if (!dma_fence_is_signaled(fences[i]))
			dma_fence_signal(fences[i]);
		dma_fence_put(fences[i]);
	}
	kvfree(fences);
}
