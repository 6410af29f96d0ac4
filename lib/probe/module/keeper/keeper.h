/* SPDX-License-Identifier: GPL-2.0 OR MIT */
#ifndef CROSSFENCE_KEEPER_H
#define CROSSFENCE_KEEPER_H

#include <linux/completion.h>
#include <linux/dma-fence.h>
#include <linux/irq_work.h>
#include <linux/mutex.h>
#include <linux/shrinker.h>
#include <linux/timer.h>
#include <linux/workqueue.h>

#include "session.h"
#include "uapi/keeper.h"

/*
 * One reference that waits to be dropped. A request returns only when nothing that
 * it has set off can run any more, so that closing the descriptor is always safe.
 */
struct cfp_keeper {
	struct cfp_session *session;
	u32 object;
	u32 what;
	void *kept;			/* NULL: dropped; taken out by xchg() */
	struct mutex dropping;		/* one request at a time */
	struct completion dropped;
	struct work_struct work;
	struct timer_list timer;
	struct irq_work irq;
	struct dma_fence_cb callback;
};

int cfp_keeper_open(struct cfp_session *session, const struct cfp_create_keeper *how);

/* In any context. False: somebody else was first. */
bool cfp_keeper_let_go(struct cfp_keeper *keeper);

int cfp_keeper_drop(struct cfp_keeper *keeper, const struct cfp_drop *how);

/* A shrinker that drops what is kept; NULL: no memory. */
struct shrinker *cfp_shrinker_create(struct cfp_keeper *keeper);
void cfp_shrinker_destroy(struct shrinker *shrinker);

#endif
