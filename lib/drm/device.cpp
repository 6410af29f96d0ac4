// SPDX-License-Identifier: MIT
#include "drm/device.h"

#include <cerrno>

#include <fcntl.h>
#include <poll.h>
#include <xf86drm.h>

#include "drm/gem/handle_table.h"

namespace cf
{

namespace
{

// A primary node whose opener is the first becomes master by itself (drm_master_open), so
// another process may be master between opening the node and dropping that.
constexpr int kTransientMasters = 50;

int set_master(FdRef fd)
{
	for (int tries = 0; drmSetMaster(fd.get()) != 0; ++tries) {
		if (errno != EBUSY || tries == kTransientMasters)
			return -1;
		::poll(nullptr, 0, 1);
	}
	return 0;
}

Status try_set_master(FdRef fd, bool wanted, const std::string &driver)
{
	if ((drmIsMaster(fd.get()) != 0) == wanted)
		return success();
	if ((wanted ? set_master(fd) : drmDropMaster(fd.get())) != 0)
		return Failure::last(
			std::string{wanted ? "SET_MASTER on " : "DROP_MASTER on "} + driver);
	return success();
}

} // namespace

Device::Device(UniqueFd fd, DeviceInfo info)
	: fd_(std::move(fd)), info_(std::move(info)), handles_(std::make_unique<HandleTable>())
{
}

Device::~Device() = default;

Result<std::shared_ptr<const Device>> Device::try_open(const DeviceInfo &info, DeviceNode node)
{
	const bool render = node == DeviceNode::render;
	if (render && info.render_node.empty())
		return Failure{Errno{EOPNOTSUPP}, "render node of " + info.driver};
	Result<UniqueFd> opened =
		cf::try_open(render ? info.render_node : info.primary_node, O_RDWR);
	if (!opened.ok())
		return opened.failure();
	UniqueFd fd = std::move(opened).take();
	if (!render) {
		const Status status = try_set_master(fd, node == DeviceNode::master, info.driver);
		if (!status.ok())
			return status.failure();
	}
	return std::shared_ptr<const Device>{std::make_shared<Device>(std::move(fd), info)};
}

std::shared_ptr<const Device> Device::open(const DeviceInfo &info, DeviceNode node)
{
	return try_open(info, node).take();
}

std::uint64_t Device::capability(std::uint64_t which) const
{
	std::uint64_t value = 0;
	return drmGetCap(fd_.get(), which, &value) == 0 ? value : 0;
}

bool Device::exports_prime() const
{
	return capability(DRM_CAP_PRIME) & DRM_PRIME_CAP_EXPORT;
}

bool Device::imports_prime() const
{
	return capability(DRM_CAP_PRIME) & DRM_PRIME_CAP_IMPORT;
}

bool Device::has_syncobj() const
{
	return capability(DRM_CAP_SYNCOBJ) != 0;
}

bool Device::has_timeline_syncobj() const
{
	return capability(DRM_CAP_SYNCOBJ_TIMELINE) != 0;
}

bool Device::is_master() const
{
	return drmIsMaster(fd_.get()) != 0;
}

Status Device::try_ioctl(IoctlRequest request, void *argument) const
{
	return try_ioctl_status(fd_, request, argument, info_.driver);
}

Result<std::shared_ptr<const Device>> try_open_for_sharing(const DeviceInfo &info)
{
	return Device::try_open(info, DeviceNode::primary);
}

} // namespace cf
