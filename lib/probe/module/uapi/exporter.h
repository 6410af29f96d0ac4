/* SPDX-License-Identifier: GPL-2.0 OR MIT */
#ifndef CROSSFENCE_UAPI_EXPORTER_H
#define CROSSFENCE_UAPI_EXPORTER_H

#include <linux/ioctl.h>
#include <linux/types.h>

/* A dma-buf that moves and is revoked on request. Sizes are bytes and become whole pages. */

/* Fills the old pages of a buffer that moved, word by word: who reads it came too late. */
#define CFP_POISON 0xdeadf00ddeadf00dULL

#define CFP_EXPORTER_REVOCABLE_ONLY 0x1	/* whom it can't revoke does not attach: EOPNOTSUPP */
#define CFP_EXPORTER_FLAGS 0x1

struct cfp_create_exporter {
	__u64 size;
	__s32 share_with;	/* exporter whose reservation object it shares, or -1 */
	__u32 flags;
};

#define CFP_MOVE_PIPELINED 0x1	/* return at once, the copy is behind a KERNEL fence */
/* From here on: what an exporter must not do. */
#define CFP_MOVE_SKIP_NOTIFY 0x2
#define CFP_MOVE_SKIP_WAIT 0x4
#define CFP_MOVE_SKIP_FENCE 0x8
#define CFP_MOVE_SKIP_COPY 0x10
#define CFP_MOVE_IGNORE_PINS 0x20
#define CFP_MOVE_NOTIFY_TWICE 0x40
#define CFP_MOVE_MAP_OLD 0x80	/* new mappings still get the old pages */
#define CFP_MOVE_FLAGS 0xff
#define CFP_MOVE_WRONG 0xfe

struct cfp_move {
	__u32 flags;
	__u32 timeout_ms;	/* for the importers' fences; ETIME: moved all the same */
	__u32 copy_ms;		/* how long a pipelined copy takes */
	__u32 reserved;
};

#define CFP_REVOKE_SKIP_NOTIFY 0x1
#define CFP_REVOKE_SKIP_WAIT 0x2
#define CFP_REVOKE_SKIP_MARK 0x4	/* mappings are still made */
#define CFP_REVOKE_FLAGS 0x7

struct cfp_revoke {
	__u32 flags;
	__u32 timeout_ms;	/* for fences and unmapping; ETIME: revoked all the same */
};

struct cfp_exporter_state {
	__u64 size;
	__u32 object;
	__u32 generation;	/* counts the places that the buffer has had, from 1 */
	__u32 attachments;
	__u32 mappings;
	__u32 pins;
	__u32 revoked;
};

#define CFP_CREATE_EXPORTER _IOW('x', 0x01, struct cfp_create_exporter)
#define CFP_EXPORTER_DMABUF _IO('x', 0x10)			/* returns a dma-buf */
#define CFP_EXPORTER_MOVE _IOW('x', 0x11, struct cfp_move)
#define CFP_EXPORTER_REVOKE _IOW('x', 0x12, struct cfp_revoke)
#define CFP_EXPORTER_RESTORE _IO('x', 0x13)
#define CFP_EXPORTER_STATE _IOR('x', 0x14, struct cfp_exporter_state)

#endif
