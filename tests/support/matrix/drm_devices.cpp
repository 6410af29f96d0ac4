// SPDX-License-Identifier: MIT
#include "support/matrix/drm_devices.h"

#include <algorithm>

#include "drm/device.h"
#include "roles/catalogue.h"
#include "roles/discovery/role_name.h"
#include "support/matrix/refusals.h"
#include "support/require.h"

namespace cf
{
namespace
{

template <typename Roles>
bool has_role(const Roles &roles, const std::string &name)
{
	return std::any_of(
		roles.begin(), roles.end(), [&](const auto &role) { return role->name() == name; });
}

template <typename Wanted>
std::vector<DrmDevice> drm_devices(Wanted wanted)
{
	const std::vector<DeviceInfo> devices = list_devices();
	const std::vector<std::string> names = role_names(devices);
	std::vector<DrmDevice> found;
	for (std::size_t i = 0; i < devices.size(); ++i)
		if (wanted(names[i]))
			found.push_back({devices[i], names[i]});
	return found;
}

} // namespace

std::vector<DrmDevice> exporting_drm_devices()
{
	return drm_devices(
		[](const std::string &name) { return has_role(catalogue().exporters, name); });
}

std::vector<DrmDevice> prime_drm_devices()
{
	return drm_devices([](const std::string &name) {
		return has_role(catalogue().exporters, name) ||
			has_role(catalogue().importers, name);
	});
}

std::vector<DrmDevice> all_drm_devices()
{
	std::vector<DrmDevice> found = drm_devices([](const std::string &) { return true; });
	std::erase_if(found, [](const DrmDevice &device) { return device.info.driver.empty(); });
	return found;
}

std::vector<DrmDevice> timeline_drm_devices()
{
	std::vector<DrmDevice> found = all_drm_devices();
	std::erase_if(found, [](const DrmDevice &device) {
		return !Device::open(device.info, DeviceNode::primary)->has_timeline_syncobj();
	});
	return found;
}

void require_point_files()
{
	require(KernelVersion::running() >= KernelVersion{6, 16},
		"needs sync_files of points (Linux 6.16)");
}

} // namespace cf
