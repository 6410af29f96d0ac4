/* SPDX-License-Identifier: GPL-2.0 OR MIT */
#ifndef CROSSFENCE_UAPI_FENCE_H
#define CROSSFENCE_UAPI_FENCE_H

#include <linux/ioctl.h>
#include <linux/types.h>

/* Fences, containers of them, and how they get into a reservation object. All expire. */

#define CFP_NAME_SIZE 32

enum cfp_usage {
	CFP_KERNEL,
	CFP_WRITE,
	CFP_READ,
	CFP_BOOKKEEP,
};

#define CFP_FENCE_SHARED_LOCK 0x1	/* one lock for all such fences of a node descriptor */
#define CFP_FENCE_INLINE_LOCK 0x2
#define CFP_FENCE_SEQNO64 0x4
#define CFP_FENCE_REFUSE_ENABLE 0x8	/* enable_signaling says: passed already */
#define CFP_FENCE_FLAGS 0xf

struct cfp_create_fence {
	__u64 context;		/* 0: a new one */
	__u64 seqno;
	__u32 flags;
	__u32 lifetime_ms;	/* then it fails with ETIMEDOUT */
	char name[CFP_NAME_SIZE];	/* of its timeline */
};

enum cfp_signal_from {
	CFP_FROM_TASK,
	CFP_FROM_IRQ,
	CFP_FROM_TIMER,
};

struct cfp_signal {
	__s32 error;		/* 0 or a negative errno */
	__u32 from;
};

enum cfp_container {
	CFP_ARRAY,
	CFP_CHAIN,		/* what came before, then the fence of each link */
};

#define CFP_COMBINE_LIMIT 4096

struct cfp_combine {
	__u64 fences;		/* address of `count` descriptors: sync_files, or fences of ours */
	__u64 seqno;		/* of the first link; one more for each further one */
	__u32 count;
	__u32 container;
};

struct cfp_add_fence {
	__s32 dmabuf;
	__s32 sync_file;
	__u32 usage;
	__u32 nested;		/* 1: also an array or a chain, at which the kernel warns */
};

/* What is done once between dma_fence_begin_signalling() and dma_fence_end_signalling(). */
enum cfp_act {
	CFP_ACT_SIGNAL,		/* signals a fence */
	CFP_ACT_NEST,		/* another such section */
	CFP_ACT_SPIN,		/* takes a spinlock */
	CFP_ACT_ALLOC_ATOMIC,
	CFP_ACT_QUEUE,		/* queues work */
	CFP_ACT_WAIT,		/* waits for a fence (a signalled one) */
	/* From here on: what may itself wait for a fence, which lockdep must report. */
	CFP_ACT_ALLOC,		/* allocates, and may reclaim */
	CFP_ACT_RESERVE,	/* takes a reservation object */
	CFP_ACT_MMAP_LOCK,	/* takes the caller's mmap_lock */
};

struct cfp_section {
	__u32 act;
	__u32 reserved;
};

struct cfp_hold {
	__s32 sync_file;
	__u32 reserved;
};

/* How a reservation object is asked for the fences of a usage, without its lock or any wait. */
enum cfp_question {
	CFP_ASK_TEST,		/* dma_resv_test_signaled(): 1 idle, 0 not */
	CFP_ASK_NO_TIME,	/* dma_resv_wait_timeout() with none: the same */
	CFP_ASK_WALK,		/* walks it: how many are pending */
};

struct cfp_ask {
	__s32 dmabuf;
	__s32 meanwhile;	/* -1, or a sync_file that is added, with that usage, in mid-walk,
				 * so that the object needs a longer list
				 */
	__u32 usage;
	__u32 question;
};

#define CFP_CREATE_FENCE _IOW('x', 0x03, struct cfp_create_fence)
#define CFP_COMBINE _IOW('x', 0x04, struct cfp_combine)	/* returns a sync_file */
#define CFP_ADD_FENCE _IOW('x', 0x05, struct cfp_add_fence)
#define CFP_SECTION _IOW('x', 0x06, struct cfp_section)
#define CFP_ASK _IOW('x', 0x0a, struct cfp_ask)		/* returns the answer */
#define CFP_FENCE_FILE _IO('x', 0x30)				/* returns a sync_file */
#define CFP_FENCE_SIGNAL _IOW('x', 0x31, struct cfp_signal)
/* Holds what a sync_file holds, and drops it in the callback that this fence's signal makes. */
#define CFP_FENCE_HOLD _IOW('x', 0x32, struct cfp_hold)
/* Tells the kernel once more of a signal that has been. EINVAL: it has not. */
#define CFP_FENCE_REPEAT _IO('x', 0x33)
/*
 * Signals it from under its lock, on which another processor stands meanwhile that adds a
 * callback. EALREADY: it had signalled before; ETIME: that one was neither refused nor called;
 * EBUSY: it was not there in time; EOPNOTSUPP: there is no other processor.
 */
#define CFP_FENCE_MEET _IO('x', 0x34)

#endif
