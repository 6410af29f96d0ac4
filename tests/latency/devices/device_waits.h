// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "drm/device_list.h"
#include "latency/ways/fenced_path.h"
#include "support/matrix/drm_devices.h"

// Waits that a device makes itself: a display for the picture that it is to show, a driver for
// whoever is at work on a buffer.

namespace cf
{

struct DeviceWait {
	const char *label;
	DrmDevice device;

	// Skips where the device can't do it with any buffer that is here.
	std::unique_ptr<WakePath> (*make)(const DeviceInfo &device, const Fencing &fencing);

	std::string name() const { return device.name() + "__" + label; }
	std::vector<std::string> roles() const { return device.roles(); }
};

// "flip": from the fence that a commit waits for (IN_FENCE_FD) to the event of the flip. "wait":
// the driver's own ioctl on a buffer that was imported.
std::vector<DeviceWait> device_waits();

} // namespace cf
