/* SPDX-License-Identifier: GPL-2.0 OR MIT */
#ifndef CROSSFENCE_UAPI_LOG_H
#define CROSSFENCE_UAPI_LOG_H

#include <linux/ioctl.h>
#include <linux/types.h>

/* The log: read() of the node gives whole records, or 0 bytes when there are none. */

enum cfp_event_kind {
	CFP_EVENT_ATTACH = 1,	/* value: 1 static, 2 dynamic without callback, 3 with */
	CFP_EVENT_DETACH,
	CFP_EVENT_PIN,
	CFP_EVENT_UNPIN,
	CFP_EVENT_MAP,		/* value: enum dma_data_direction */
	CFP_EVENT_UNMAP,
	CFP_EVENT_VMAP,
	CFP_EVENT_VUNMAP,
	CFP_EVENT_BEGIN_CPU,
	CFP_EVENT_END_CPU,
	CFP_EVENT_MMAP,
	CFP_EVENT_FAULT,	/* value: page */
	CFP_EVENT_RELEASE,
	CFP_EVENT_MOVE_BEGIN,	/* value: flags */
	CFP_EVENT_MOVE_END,
	CFP_EVENT_REVOKE_BEGIN,
	CFP_EVENT_REVOKE_END,
	CFP_EVENT_RESTORE,
	CFP_EVENT_STRAY_WRITE,	/* old pages were written to; value: byte offset */
	CFP_EVENT_INVALIDATE,	/* the importer's callback begins; value: enum cfp_reaction */
	CFP_EVENT_INVALIDATE_END,
	CFP_EVENT_JOB_BEGIN,
	CFP_EVENT_JOB_END,	/* value: stray accesses */
	CFP_EVENT_JOB_STRAY,	/* a job met CFP_POISON; value: byte offset */
	CFP_EVENT_LATE_UNMAP,	/* a mapping kept by CFP_FENCE goes */
	CFP_EVENT_FENCE_ENABLE,
	CFP_EVENT_FENCE_SIGNAL,	/* value: seqno */
	CFP_EVENT_FENCE_RELEASE,
	CFP_EVENT_FENCE_DROP,	/* the callback of CFP_FENCE_HOLD */
	CFP_EVENT_KEEPER_DROP,	/* just before; value: enum cfp_kept */
};

#define CFP_IN_SOFTIRQ 0x1
#define CFP_IN_HARDIRQ 0x2
#define CFP_IRQS_OFF 0x4
#define CFP_RESV_LOCKED 0x8	/* somebody holds the reservation object */
#define CFP_RESV_HELD 0x10		/* this task holds it, as lockdep sees it */
#define CFP_RESV_KNOWN 0x20		/* the event has a reservation object */

struct cfp_event {
	__u64 time_ns;		/* CLOCK_MONOTONIC */
	__u64 sequence;		/* from 0; a gap: the log was full and lost its oldest */
	__u64 value;
	__u32 object;
	__u32 attachment;	/* of the exporter, counted from 1 */
	__u32 generation;
	__u32 thread;
	__s32 result;		/* 0 or a negative errno */
	__u16 kind;
	__u16 context;		/* CFP_IN_SOFTIRQ and so on */
};

#endif
