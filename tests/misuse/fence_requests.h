// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "base/errno_value.h"
#include "drm/device_list.h"

// What is asked of the DRM drivers whose ioctls make fences (fence_requests_table.cpp), as test
// parameters. Of each that works on this machine, and of no other.

namespace cf
{

// Opens the device as often as it needs. Gives the errno of the last ioctl, or that of what should
// have come of it: EBUSY for a buffer that is busy.
struct FenceAnswer {
	const char *label;
	Errno (*ask)(const DeviceInfo &device);
	int error;
};

struct FenceRequest {
	std::string role;
	DeviceInfo device;
	FenceAnswer answer;

	std::string name() const { return role + "__" + answer.label; }
	std::vector<std::string> roles() const { return {role}; }
};

std::vector<FenceRequest> fence_requests();

} // namespace cf
