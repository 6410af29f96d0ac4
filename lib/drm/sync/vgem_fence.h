// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <memory>

#include "dmabuf/access.h"
#include "drm/gem/gem_handle.h"

// A fence that vgem puts into the reservation object of any of its GEM handles, imported
// ones included (drivers/gpu/drm/vgem/vgem_fence.c). It signals when told, when its
// owner or the vgem file ends, and by itself after ten seconds; never with an error.

namespace cf
{

class VgemFence
{
public:
	// DRM_IOCTL_VGEM_FENCE_ATTACH. Access::write waits for nobody but adds the writer.
	// EBUSY: a conflicting fence is pending.
	static Result<VgemFence> try_attach(const GemHandle &handle, Access access);
	static VgemFence attach(const GemHandle &handle, Access access);

	VgemFence(VgemFence &&other) noexcept = default;
	VgemFence &operator=(VgemFence &&other) noexcept = delete;
	VgemFence(const VgemFence &) = delete;
	VgemFence &operator=(const VgemFence &) = delete;
	~VgemFence();

	// DRM_IOCTL_VGEM_FENCE_SIGNAL, once. ETIMEDOUT: it had expired.
	Status try_signal();
	void signal();

private:
	VgemFence(std::shared_ptr<const Device> device, std::uint32_t id)
		: device_(std::move(device)), id_(id)
	{
	}

	std::shared_ptr<const Device> device_; // empty: moved from or signalled
	std::uint32_t id_;
};

} // namespace cf
