// SPDX-License-Identifier: GPL-2.0 OR MIT
#include <linux/sched/mm.h>
#include <linux/slab.h>

#include "compat.h"
#include "keeper/keeper.h"

#ifndef CFP_HAS_SHRINKER_ALLOC
struct cfp_shrinker {
	struct shrinker base;
	struct cfp_keeper *keeper;
};
#endif

static struct cfp_keeper *cfp_keeper_of(struct shrinker *shrinker)
{
#ifdef CFP_HAS_SHRINKER_ALLOC
	return shrinker->private_data;
#else
	return container_of(shrinker, struct cfp_shrinker, base)->keeper;
#endif
}

static unsigned long cfp_shrinker_count(struct shrinker *shrinker, struct shrink_control *control)
{
	return READ_ONCE(cfp_keeper_of(shrinker)->kept) ? 1 : SHRINK_EMPTY;
}

/* What lockdep knows reclaim by: drop_caches comes without it, and reclaim itself has it. */
static unsigned long cfp_shrinker_scan(struct shrinker *shrinker, struct shrink_control *control)
{
	bool dropped;

	fs_reclaim_acquire(control->gfp_mask);
	dropped = cfp_keeper_let_go(cfp_keeper_of(shrinker));
	fs_reclaim_release(control->gfp_mask);
	return dropped ? 1 : SHRINK_STOP;
}

#ifdef CFP_HAS_SHRINKER_ALLOC
struct shrinker *cfp_shrinker_create(struct cfp_keeper *keeper)
{
	struct shrinker *shrinker = shrinker_alloc(0, "crossfence-keeper");

	if (!shrinker)
		return NULL;
	shrinker->count_objects = cfp_shrinker_count;
	shrinker->scan_objects = cfp_shrinker_scan;
	shrinker->private_data = keeper;
	shrinker_register(shrinker);
	return shrinker;
}

void cfp_shrinker_destroy(struct shrinker *shrinker)
{
	shrinker_free(shrinker);
}
#else
struct shrinker *cfp_shrinker_create(struct cfp_keeper *keeper)
{
	struct cfp_shrinker *shrinker = kzalloc_obj(*shrinker);

	if (!shrinker)
		return NULL;
	shrinker->base.count_objects = cfp_shrinker_count;
	shrinker->base.scan_objects = cfp_shrinker_scan;
	shrinker->base.seeks = DEFAULT_SEEKS;
	shrinker->keeper = keeper;
	if (!register_shrinker(&shrinker->base, "crossfence-keeper"))
		return &shrinker->base;
	kfree(shrinker);
	return NULL;
}

void cfp_shrinker_destroy(struct shrinker *shrinker)
{
	unregister_shrinker(shrinker);
	kfree(container_of(shrinker, struct cfp_shrinker, base));
}
#endif
