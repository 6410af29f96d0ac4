/* SPDX-License-Identifier: GPL-2.0 OR MIT */
#ifndef CROSSFENCE_TIMING_H
#define CROSSFENCE_TIMING_H

#include <linux/dma-fence.h>
#include <linux/list.h>

#include "uapi/timing.h"

/*
 * One request for samples. Its fences, threads and reservation objects are seen by
 * nobody else and have gone when the request returns, whatever became of it.
 */
struct cfp_timing_run {
	struct cfp_timing how;
	struct cfp_sample sample;	/* the one that is being taken */
	struct cfp_sample *samples;
	struct list_head *nodes;	/* of CFP_TIMING_QUADRATIC, one a part */
	struct list_head walked;	/* of those, the parts that have happened */
	void *own;			/* what prepare() made */
};

/* finish() also undoes half of a prepare(). */
struct cfp_timed_kind {
	u32 width;			/* at most */
	bool walks;			/* its parts happen one by one */
	int (*prepare)(struct cfp_timing_run *run);
	int (*take)(struct cfp_timing_run *run);
	void (*finish)(struct cfp_timing_run *run);
};

extern const struct cfp_timed_kind cfp_timed_callbacks, cfp_timed_add, cfp_timed_remove;
extern const struct cfp_timed_kind cfp_timed_waiters;
extern const struct cfp_timed_kind cfp_timed_array, cfp_timed_chain;
extern const struct cfp_timed_kind cfp_timed_reserve, cfp_timed_add_fence, cfp_timed_iterate;

int cfp_timing(const struct cfp_timing *how);

/* As long as the parameter slow_delay_ns says; in a task. */
void cfp_slow_down(void);

/* The first stamp, with the planted delay behind it. */
void cfp_timing_begin(struct cfp_timing_run *run);
void cfp_timing_delay(struct cfp_timing_run *run);

/* A part has happened, in any context: counts it; and stamps it, the first as the middle. */
void cfp_timing_count(struct cfp_timing_run *run);
void cfp_timing_part(struct cfp_timing_run *run);

/*
 * Fences as small as they can be: no log, no timer. `create` makes all or none, each
 * in a context of its own; `put` signals those that are pending. NULL is no fence.
 */
struct dma_fence *cfp_timed_fence(void);
struct dma_fence **cfp_timed_fences_create(u32 count);
void cfp_timed_fences_put(struct dma_fence **fences, u32 count);

#endif
