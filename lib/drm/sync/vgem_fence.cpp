// SPDX-License-Identifier: MIT
#include "drm/sync/vgem_fence.h"

#include <utility>

#include <drm.h>

namespace cf
{

namespace
{

// The kernel's include/uapi/drm/vgem_drm.h, which libdrm does not ship.
struct VgemFenceAttach {
	std::uint32_t handle;
	std::uint32_t flags;
	std::uint32_t out_fence;
	std::uint32_t pad;
};

struct VgemFenceSignal {
	std::uint32_t fence;
	std::uint32_t flags;
};

constexpr std::uint32_t kFenceWrite = 1;

constexpr IoctlRequest kAttach{
	DRM_IOWR(DRM_COMMAND_BASE + 1, VgemFenceAttach), "DRM_IOCTL_VGEM_FENCE_ATTACH"};
constexpr IoctlRequest kSignal{
	DRM_IOW(DRM_COMMAND_BASE + 2, VgemFenceSignal), "DRM_IOCTL_VGEM_FENCE_SIGNAL"};

} // namespace

Result<VgemFence> VgemFence::try_attach(const GemHandle &handle, Access access)
{
	VgemFenceAttach request{
		.handle = handle.number(),
		.flags = access == Access::read ? 0 : kFenceWrite,
	};
	const Status status = handle.device().try_ioctl(kAttach, &request);
	if (!status.ok())
		return status.failure();
	return VgemFence{handle.shared_device(), request.out_fence};
}

VgemFence VgemFence::attach(const GemHandle &handle, Access access)
{
	return try_attach(handle, access).take();
}

VgemFence::~VgemFence()
{
	if (device_)
		static_cast<void>(try_signal());
}

Status VgemFence::try_signal()
{
	const std::shared_ptr<const Device> device = std::move(device_);
	VgemFenceSignal request{.fence = id_, .flags = 0};
	return device->try_ioctl(kSignal, &request);
}

void VgemFence::signal()
{
	try_signal().take();
}

} // namespace cf
