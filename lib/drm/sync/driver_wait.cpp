// SPDX-License-Identifier: MIT
#include "drm/sync/driver_wait.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <string_view>

#include <drm.h>
#include <virtgpu_drm.h>

namespace cf
{

namespace
{

struct DriverWait {
	std::string_view driver; // as DRM_IOCTL_VERSION names it
	Status (*wait)(const GemHandle &handle);
};

Status wait_at_virtio_gpu(const GemHandle &handle)
{
	drm_virtgpu_3d_wait request{};
	request.handle = handle.number();
	return handle.device().try_ioctl(
		{DRM_IOCTL_VIRTGPU_WAIT, "DRM_IOCTL_VIRTGPU_WAIT"}, &request);
}

constexpr std::array kWaits{DriverWait{"virtio_gpu", wait_at_virtio_gpu}};

const DriverWait *find_wait(const DeviceInfo &info)
{
	const auto found = std::ranges::find(kWaits, info.driver, &DriverWait::driver);
	return found == kWaits.end() ? nullptr : &*found;
}

} // namespace

bool has_driver_wait(const DeviceInfo &info)
{
	return find_wait(info) != nullptr;
}

Status try_driver_wait(const GemHandle &handle)
{
	const DriverWait *found = find_wait(handle.device().info());
	if (!found)
		return Failure{Errno{EOPNOTSUPP}, "a wait of " + handle.device().driver()};
	return found->wait(handle);
}

void driver_wait(const GemHandle &handle)
{
	try_driver_wait(handle).take();
}

} // namespace cf
