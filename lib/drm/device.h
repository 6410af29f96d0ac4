// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "base/ioctl.h"
#include "base/result.h"
#include "base/unique_fd.h"
#include "drm/device_list.h"

// An open DRM device node, which is also a space of GEM handles. Shared by all that live
// in that space (GemHandle, Framebuffer, …): they keep it open.

namespace cf
{

// How a device is opened. Master is dropped at once unless asked for, so that any number of
// programs can share a primary node.
enum class DeviceNode {
	render,  // renderD*, or EOPNOTSUPP when the driver has none
	primary, // card*, not master
	master,  // card*, master: may set modes. EBUSY: another process is master
};

class HandleTable;

class Device
{
public:
	static Result<std::shared_ptr<const Device>> try_open(
		const DeviceInfo &info, DeviceNode node);
	static std::shared_ptr<const Device> open(const DeviceInfo &info, DeviceNode node);

	Device(UniqueFd fd, DeviceInfo info);
	~Device();

	FdRef fd() const { return fd_; }
	const DeviceInfo &info() const { return info_; }
	const std::string &driver() const { return info_.driver; }

	// DRM_IOCTL_GET_CAP; 0 for a capability that the kernel does not know or refuses.
	std::uint64_t capability(std::uint64_t which) const;

	bool exports_prime() const;
	bool imports_prime() const;
	bool has_syncobj() const;
	bool has_timeline_syncobj() const;
	bool is_master() const;

	// An ioctl on this device; failures read "NAME on DRIVER".
	Status try_ioctl(IoctlRequest request, void *argument) const;

	// Who owns which GEM handle of this file; for GemHandle alone.
	HandleTable &handles() const { return *handles_; }

private:
	UniqueFd fd_;
	DeviceInfo info_;
	std::unique_ptr<HandleTable> handles_;
};

// The primary node without master: what sharing needs. Render nodes refuse dumb buffers
// (EACCES), though they do allow PRIME.
Result<std::shared_ptr<const Device>> try_open_for_sharing(const DeviceInfo &info);

} // namespace cf
