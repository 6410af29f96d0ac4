// SPDX-License-Identifier: GPL-2.0 OR MIT
#include <linux/completion.h>
#include <linux/dma-fence-chain.h>
#include <linux/slab.h>

#include "compat.h"
#include "session.h"
#include "timing/timing.h"

struct cfp_fan_in {
	struct cfp_timing_run *run;
	struct dma_fence_cb callback;
	struct completion ended;
};

static void cfp_fan_in_ended(struct dma_fence *fence, struct dma_fence_cb *callback)
{
	struct cfp_fan_in *fan_in = container_of(callback, struct cfp_fan_in, callback);

	fan_in->run->sample.end_ns = ktime_get_ns();
	complete(&fan_in->ended);
}

static struct dma_fence *cfp_timed_array_of(struct dma_fence **leaves, u32 count)
{
	struct dma_fence **members = kmalloc_array(count, sizeof(*members), GFP_KERNEL);
	struct dma_fence_array *array;
	u32 i;

	if (!members)
		return NULL;
	for (i = 0; i < count; i++)
		members[i] = dma_fence_get(leaves[i]);
	array = cfp_array_create(count, members, 1);
	if (array)
		return &array->base;
	while (i--)
		dma_fence_put(members[i]);
	kfree(members);
	return NULL;
}

static struct dma_fence *cfp_timed_chain_of(struct dma_fence **leaves, u32 count)
{
	struct dma_fence *last = NULL;
	u32 i;

	for (i = 0; i < count; i++) {
		struct dma_fence_chain *link = dma_fence_chain_alloc();

		if (!link) {
			dma_fence_put(last);
			return NULL;
		}
		dma_fence_chain_init(link, last, dma_fence_get(leaves[i]), i + 1);
		last = &link->base;
	}
	return last;
}

static int cfp_fan_in_signal(struct cfp_timing_run *run, struct dma_fence **leaves,
			     struct completion *ended)
{
	u32 i, last = run->how.width - 1;

	run->sample.begin_ns = ktime_get_ns();
	for (i = 0; i < last; i++) {
		dma_fence_signal(leaves[i]);
		cfp_timing_count(run);
	}
	run->sample.middle_ns = ktime_get_ns();
	cfp_timing_delay(run);
	dma_fence_signal(leaves[last]);
	cfp_timing_count(run);
	return wait_for_completion_timeout(ended, cfp_limit()) ? 0 : -ETIME;
}

/*
 * The container's interrupt work has a reference until after the callback. The last one is
 * dropped here, so that what goes with it goes before the request returns.
 */
static void cfp_fan_in_put(struct dma_fence *container)
{
	unsigned long until = jiffies + cfp_limit();

	while (kref_read(&container->refcount) > 1 && time_before(jiffies, until))
		cpu_relax();
	dma_fence_put(container);
}

static int cfp_time_container(struct cfp_timing_run *run,
			      struct dma_fence *(*of)(struct dma_fence **leaves, u32 count))
{
	struct dma_fence **leaves = cfp_timed_fences_create(run->how.width);
	struct dma_fence *container = leaves ? of(leaves, run->how.width) : NULL;
	struct cfp_fan_in fan_in = { .run = run };
	int error = -ENOMEM;

	if (container) {
		init_completion(&fan_in.ended);
		error = dma_fence_add_callback(container, &fan_in.callback, cfp_fan_in_ended);
		if (!error) {
			error = cfp_fan_in_signal(run, leaves, &fan_in.ended);
			dma_fence_remove_callback(container, &fan_in.callback);
		}
		cfp_fan_in_put(container);
	}
	cfp_timed_fences_put(leaves, run->how.width);
	return error;
}

static int cfp_time_array(struct cfp_timing_run *run)
{
	return cfp_time_container(run, cfp_timed_array_of);
}

static int cfp_time_chain(struct cfp_timing_run *run)
{
	return cfp_time_container(run, cfp_timed_chain_of);
}

const struct cfp_timed_kind cfp_timed_array = {
	.width = CFP_TIMING_WIDTH, .walks = true, .take = cfp_time_array,
};

const struct cfp_timed_kind cfp_timed_chain = {
	.width = CFP_TIMING_WIDTH, .walks = true, .take = cfp_time_chain,
};
