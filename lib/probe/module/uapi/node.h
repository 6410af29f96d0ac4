/* SPDX-License-Identifier: GPL-2.0 OR MIT */
#ifndef CROSSFENCE_UAPI_NODE_H
#define CROSSFENCE_UAPI_NODE_H

#include <linux/ioctl.h>
#include <linux/types.h>

/*
 * What userspace and the probe module say to each other. Verbs that create
 * something return its descriptor as the value of the ioctl; the object dies with
 * the last descriptor. Reserved fields must be zero, flags known, or it is EINVAL.
 * Times are milliseconds; zero means the module's limit, more than that is EINVAL.
 */

#define CFP_NODE "/dev/crossfence-probe"
#define CFP_VERSION 3

struct cfp_info {
	__u32 version;
	__u32 limit_ms;
	__u32 features;
	__u32 reserved;
};

#define CFP_FEATURE_LOCKDEP 0x1	/* CFP_RESV_HELD can be told */
#define CFP_FEATURE_PINNED 0x2	/* dynamic importers without callback */
#define CFP_FEATURE_INLINE_LOCK 0x4	/* fences may have the lock inside */
#define CFP_FEATURE_REVOCABLE 0x8	/* CFP_EXPORTER_REVOCABLE_ONLY */

#define CFP_INFO _IOR('x', 0x00, struct cfp_info)

#endif
