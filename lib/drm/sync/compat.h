// SPDX-License-Identifier: MIT
#pragma once

#include <drm.h>

// What the suite uses of include/uapi/drm/drm.h and the oldest supported libdrm lacks.

namespace cf
{

// struct drm_syncobj_handle as of Linux 6.16, which appended the point; older kernels
// see what they know.
struct SyncobjHandle {
	__u32 handle;
	__u32 flags;
	__s32 fd;
	__u32 pad;
	__u64 point;
};

// DRM_SYNCOBJ_HANDLE_TO_FD_FLAGS_TIMELINE and DRM_SYNCOBJ_FD_TO_HANDLE_FLAGS_TIMELINE.
constexpr __u32 kSyncobjHandleTimeline = 1U << 1;

constexpr unsigned long kDrmSyncobjHandleToFd = DRM_IOWR(0xC1, SyncobjHandle);
constexpr unsigned long kDrmSyncobjFdToHandle = DRM_IOWR(0xC2, SyncobjHandle);

// struct drm_syncobj_eventfd, Linux 6.6.
struct SyncobjEventfd {
	__u32 handle;
	__u32 flags;
	__u64 point;
	__s32 fd;
	__u32 pad;
};

constexpr unsigned long kDrmSyncobjEventfd = DRM_IOWR(0xCF, SyncobjEventfd);

} // namespace cf
