// SPDX-License-Identifier: GPL-2.0 OR MIT
#include <linux/slab.h>

#include "compat.h"
#include "fence/fence.h"

/* Needs nothing of the module: the fence that calls back holds it. */
struct cfp_holder {
	struct dma_fence_cb callback;
	struct dma_fence *held;
};

/* Under the lock of the fence, with interrupts off, wherever it was signalled. */
static void cfp_holder_drop(struct dma_fence *base, struct dma_fence_cb *callback)
{
	struct cfp_holder *holder = container_of(callback, struct cfp_holder, callback);

	cfp_fence_log(container_of(base, struct cfp_fence, base), CFP_EVENT_FENCE_DROP, 0);
	dma_fence_put(holder->held);
	kfree(holder);
}

int cfp_fence_hold(struct cfp_fence *fence, struct dma_fence *held)
{
	struct cfp_holder *holder = kzalloc_obj(*holder);
	int error;

	if (!holder)
		return -ENOMEM;
	holder->held = held;
	error = dma_fence_add_callback(&fence->base, &holder->callback, cfp_holder_drop);
	if (!error)
		return 0;
	kfree(holder);
	return error == -ENOENT ? -EALREADY : error;
}
