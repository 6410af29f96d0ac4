// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "drm/device_list.h"

// DRM devices as test parameters, for claims about ioctls of the DRM core themselves rather
// than about sharing. Named like their roles.

namespace cf
{

struct DrmDevice {
	DeviceInfo info;
	std::string role;

	std::string name() const { return role; }
	std::vector<std::string> roles() const { return {role}; }
};

// The devices with a working role as exporter of dumb buffers.
std::vector<DrmDevice> exporting_drm_devices();

// Those and the ones with a role as importer: devices whose driver does PRIME at all.
std::vector<DrmDevice> prime_drm_devices();

// Those that can be opened at all, and the ones among them whose driver has timeline syncobjs.
std::vector<DrmDevice> all_drm_devices();
std::vector<DrmDevice> timeline_drm_devices();

// Skips on kernels before 6.16, which neither import nor export the sync_file of a timeline's
// point.
void require_point_files();

} // namespace cf
