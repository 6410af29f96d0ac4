// SPDX-License-Identifier: GPL-2.0 OR MIT
#include <linux/moduleparam.h>
#include <linux/sched/signal.h>
#include <linux/slab.h>
#include <linux/uaccess.h>

#include "compat.h"
#include "session.h"
#include "timing/timing.h"
#include "wrong.h"

/* For tests of measurements: slows down what is signalled and timed, whatever was asked for. */
static unsigned int slow_delay_ns;
module_param(slow_delay_ns, uint, 0600);
MODULE_PARM_DESC(slow_delay_ns, "busy before each signal and each timed work (at most 1000000)");

static bool slow_walk;
module_param(slow_walk, bool, 0600);
MODULE_PARM_DESC(slow_walk, "each timed part walks a list of those before it");

static int cfp_time_nothing(struct cfp_timing_run *run)
{
	u32 part;

	cfp_timing_begin(run);
	for (part = 0; part < run->how.width; part++)
		cfp_timing_part(run);
	return 0;
}

static const struct cfp_timed_kind cfp_timed_nothing = {
	.width = CFP_TIMING_WIDTH, .walks = true, .take = cfp_time_nothing,
};

static const struct cfp_timed_kind *const cfp_kinds[] = {
	[CFP_TIME_NOTHING] = &cfp_timed_nothing,
	[CFP_TIME_CALLBACKS] = &cfp_timed_callbacks,
	[CFP_TIME_WAITERS] = &cfp_timed_waiters,
	[CFP_TIME_ADD] = &cfp_timed_add,
	[CFP_TIME_REMOVE] = &cfp_timed_remove,
	[CFP_TIME_ARRAY] = &cfp_timed_array,
	[CFP_TIME_CHAIN] = &cfp_timed_chain,
	[CFP_TIME_RESERVE] = &cfp_timed_reserve,
	[CFP_TIME_ADD_FENCE] = &cfp_timed_add_fence,
	[CFP_TIME_ITERATE] = &cfp_timed_iterate,
};

static void cfp_be_busy(u32 time_ns)
{
	u64 until = ktime_get_ns() + time_ns;

	while (time_ns && ktime_get_ns() < until)
		cpu_relax();
}

void cfp_slow_down(void)
{
	cfp_be_busy(min_t(u32, READ_ONCE(slow_delay_ns), CFP_TIMING_DELAY_NS));
}

void cfp_timing_delay(struct cfp_timing_run *run)
{
	if (!cfp_wrong(&cfp_wrong_samples, CFP_WRONG_PLANTED))
		cfp_be_busy(run->how.delay_ns);
	cfp_slow_down();
}

void cfp_timing_begin(struct cfp_timing_run *run)
{
	run->sample.begin_ns = ktime_get_ns();
	cfp_timing_delay(run);
}

void cfp_timing_count(struct cfp_timing_run *run)
{
	struct list_head *node;

	if (run->nodes && !cfp_wrong(&cfp_wrong_samples, CFP_WRONG_PLANTED)) {
		list_for_each(node, &run->walked)
			run->sample.steps++;
		list_add_tail(&run->nodes[run->sample.parts], &run->walked);
	}
	run->sample.parts++;
}

void cfp_timing_part(struct cfp_timing_run *run)
{
	cfp_timing_count(run);
	run->sample.end_ns = ktime_get_ns();
	if (run->sample.parts == 1)
		run->sample.middle_ns = run->sample.end_ns;
}

static bool cfp_timing_valid(struct cfp_timing *how)
{
	const struct cfp_timed_kind *kind;

	if (how->what >= ARRAY_SIZE(cfp_kinds) || how->flags & ~CFP_TIMING_FLAGS)
		return false;
	kind = cfp_kinds[how->what];
	return how->count && how->count <= CFP_TIMING_COUNT &&
		how->width && how->width <= kind->width &&
		(kind->walks || !(how->flags & CFP_TIMING_QUADRATIC)) &&
		how->delay_ns <= CFP_TIMING_DELAY_NS && cfp_bounded(&how->limit_ms);
}

static int cfp_timing_allocate(struct cfp_timing_run *run)
{
	run->samples = kvcalloc(run->how.count, sizeof(*run->samples), GFP_KERNEL);
	if (run->how.flags & CFP_TIMING_QUADRATIC)
		run->nodes = kvcalloc(run->how.width, sizeof(*run->nodes), GFP_KERNEL);
	if (!run->samples || (run->how.flags & CFP_TIMING_QUADRATIC && !run->nodes))
		return -ENOMEM;
	return 0;
}

static void cfp_timing_spoil(struct cfp_sample *sample)
{
	swap(sample->begin_ns, sample->end_ns);
	sample->parts--;
}

/* How many there are, which time may have made fewer than were asked for. */
static int cfp_timing_take(struct cfp_timing_run *run, const struct cfp_timed_kind *kind)
{
	u64 until = ktime_get_ns() + (u64)run->how.limit_ms * NSEC_PER_MSEC;
	bool endless = cfp_wrong(&cfp_wrong_samples, CFP_WRONG_END);
	u32 taken;

	for (taken = 0; taken < run->how.count; taken++) {
		int error;

		if (!endless && ktime_get_ns() >= until)
			break;
		run->sample = (struct cfp_sample){};
		INIT_LIST_HEAD(&run->walked);
		error = kind->take(run);
		if (error)
			return error;
		if (cfp_wrong(&cfp_wrong_samples, CFP_WRONG_PARTS))
			cfp_timing_spoil(&run->sample);
		run->samples[taken] = run->sample;
		if (!endless && signal_pending(current))
			return -EINTR;
		cond_resched();
	}
	return taken;
}

static int cfp_timing_run(struct cfp_timing_run *run)
{
	const struct cfp_timed_kind *kind = cfp_kinds[run->how.what];
	int taken = cfp_timing_allocate(run);

	if (taken)
		return taken;
	if (kind->prepare)
		taken = kind->prepare(run);
	if (!taken)
		taken = cfp_timing_take(run, kind);
	if (kind->finish)
		kind->finish(run);
	if (taken > 0 && copy_to_user(u64_to_user_ptr(run->how.samples), run->samples,
				      taken * sizeof(*run->samples)))
		return -EFAULT;
	return taken;
}

int cfp_timing(const struct cfp_timing *how)
{
	struct cfp_timing_run *run;
	int taken = -EINVAL;

	run = kzalloc_obj(*run);
	if (!run)
		return -ENOMEM;
	run->how = *how;
	if (cfp_timing_valid(&run->how)) {
		if (READ_ONCE(slow_walk) && cfp_kinds[run->how.what]->walks)
			run->how.flags |= CFP_TIMING_QUADRATIC;
		taken = cfp_timing_run(run);
	}
	kvfree(run->samples);
	kvfree(run->nodes);
	kfree(run);
	return taken;
}
