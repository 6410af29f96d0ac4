// SPDX-License-Identifier: MIT
#include "drm/sync/vgem_fence.h"

#include <utility>

#include "drm/sync/vgem_uapi.h"

namespace cf
{

namespace
{

constexpr IoctlRequest kAttach{kVgemFenceAttach, "DRM_IOCTL_VGEM_FENCE_ATTACH"};
constexpr IoctlRequest kSignal{kVgemFenceSignal, "DRM_IOCTL_VGEM_FENCE_SIGNAL"};

} // namespace

Result<VgemFence> VgemFence::try_attach(const GemHandle &handle, Access access)
{
	VgemFenceAttach request{
		.handle = handle.number(),
		.flags = access == Access::read ? 0 : kVgemFenceWrite,
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
