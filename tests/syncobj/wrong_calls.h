// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include <drm.h>

#include "base/ioctl.h"
#include "drm/sync/compat.h"
#include "support/matrix/refusals.h"

// What the syncobj ioctls must refuse, as test parameters, and with which errno.

namespace cf
{

// Handles of a device file that has just been opened: they are counted from 1.
inline constexpr std::uint32_t kFirstHandle = 1;
inline constexpr std::uint32_t kNoHandle = 99;

// In SyncobjArgument::handle.fd: a descriptor of the syncobj, which nobody knows before.
inline constexpr std::int32_t kItsDescriptor = -2;

union SyncobjArgument {
	drm_syncobj_create create;
	drm_syncobj_destroy destroy;
	SyncobjHandle handle;
	drm_syncobj_wait wait;
	drm_syncobj_timeline_wait timeline_wait;
	drm_syncobj_array array;
	drm_syncobj_timeline_array points;
	drm_syncobj_transfer transfer;
	SyncobjEventfd eventfd;
};

struct WrongCall {
	const char *label;
	IoctlRequest request;
	SyncobjArgument argument; // kFirstHandle is a signalled syncobj, kNoHandle none
	int error;
	KernelVersion since = {}; // which has the ioctl

	std::string name() const { return label; }
	std::vector<std::string> roles() const { return {}; }
};

const std::vector<WrongCall> &wrong_calls();

} // namespace cf
