/* SPDX-License-Identifier: GPL-2.0 OR MIT */
#ifndef CROSSFENCE_UAPI_KEEPER_H
#define CROSSFENCE_UAPI_KEEPER_H

#include <linux/ioctl.h>
#include <linux/types.h>

/* Takes a reference, to drop it, as the last one, in a context that userspace does not have. */

enum cfp_kept {
	CFP_KEPT_DMABUF,
	CFP_KEPT_FENCE,		/* what a sync_file holds */
	CFP_KEPT_OBJECT,	/* an exporter, an importer or a fence of ours */
};

struct cfp_create_keeper {
	__s32 fd;
	__u32 what;
};

enum cfp_drop_in {
	CFP_DROP_IN_TASK,
	CFP_DROP_IN_WORKER,
	CFP_DROP_IN_CALLBACK,	/* of a fence, under its lock */
	CFP_DROP_IN_TIMER,
	CFP_DROP_IN_IRQ,
	CFP_DROP_IN_SHRINKER,	/* of whoever reclaims next; ETIME: nobody did, it is still kept */
};

struct cfp_drop {
	__u32 in;
	__u32 timeout_ms;
};

#define CFP_CREATE_KEEPER _IOW('x', 0x08, struct cfp_create_keeper)
#define CFP_KEEPER_DROP _IOW('x', 0x40, struct cfp_drop)	/* waits; ENXIO: no more kept */

#endif
