// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>

#include <drm.h>

// The kernel's include/uapi/drm/vgem_drm.h, which libdrm does not ship.

namespace cf
{

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

constexpr std::uint32_t kVgemFenceWrite = 1;

constexpr unsigned long kVgemFenceAttach = DRM_IOWR(DRM_COMMAND_BASE + 1, VgemFenceAttach);
constexpr unsigned long kVgemFenceSignal = DRM_IOW(DRM_COMMAND_BASE + 2, VgemFenceSignal);

} // namespace cf
