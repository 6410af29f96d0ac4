/* SPDX-License-Identifier: GPL-2.0 OR MIT */
#ifndef CROSSFENCE_UAPI_TIMING_H
#define CROSSFENCE_UAPI_TIMING_H

#include <linux/ioctl.h>
#include <linux/types.h>

/*
 * What fences cost inside the kernel. Each sample is `width` parts of one kind of work, with
 * three stamps of CLOCK_MONOTONIC: before it, then at the middle and the end that stand here.
 */
enum cfp_timed {
	CFP_TIME_NOTHING,	/* the first and the last part, of none: what the clock costs */
	CFP_TIME_CALLBACKS,	/* a signal; its first and its last callback */
	CFP_TIME_WAITERS,	/* a signal; the first and the last of the threads that it wakes */
	CFP_TIME_ADD,		/* the first and the last callback added to a fence */
	CFP_TIME_REMOVE,	/* the same, removed */
	CFP_TIME_ARRAY,		/* all leaves; before the last one's signal; the array's callback */
	CFP_TIME_CHAIN,		/* the same of a chain, a leaf a link, signalled in its order */
	CFP_TIME_RESERVE,	/* slots of a reservation object, all by one call: no middle */
	CFP_TIME_ADD_FENCE,	/* the first and the last fence added to a reservation object */
	CFP_TIME_ITERATE,	/* the first and the last fence found in one */
};

#define CFP_TIMING_QUADRATIC 0x1	/* wrong: each part walks a list of those before it */
#define CFP_TIMING_FLAGS 0x1

#define CFP_TIMING_COUNT 4096		/* samples of a request */
#define CFP_TIMING_WIDTH 4096
#define CFP_TIMING_WAITERS 256		/* the width of CFP_TIME_WAITERS */
#define CFP_TIMING_DELAY_NS 1000000

struct cfp_timing {
	__u64 samples;		/* address of `count` struct cfp_sample */
	__u32 what;
	__u32 count;
	__u32 width;
	__u32 flags;
	__u32 delay_ns;		/* wrong: busy after the stamp, before what it is the stamp of */
	__u32 limit_ms;		/* no sample is begun after that */
};

struct cfp_sample {
	__u64 begin_ns;
	__u64 middle_ns;
	__u64 end_ns;
	__u32 parts;		/* that were seen to happen */
	__u32 steps;		/* that CFP_TIMING_QUADRATIC made */
};

#define CFP_TIMING _IOW('x', 0x07, struct cfp_timing)	/* returns how many samples there are */

#endif
