// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <memory>

#include <drm_fourcc.h>

#include "drm/gem/gem_handle.h"

// A KMS framebuffer: a stretch of a GEM object seen as linear pixels. Owns the framebuffer
// object, which keeps the GEM object alive even when its handle is closed.

namespace cf
{

struct FramebufferLayout {
	std::uint32_t width = 0; // pixels
	std::uint32_t height = 0;
	std::uint32_t pitch = 0;  // bytes a line
	std::uint32_t offset = 0; // bytes into the GEM object
	std::uint32_t format = DRM_FORMAT_XRGB8888;
};

class Framebuffer
{
public:
	// DRM_IOCTL_MODE_ADDFB2. EINVAL: the stretch ends beyond the object, or the driver
	// knows no such format; ENOENT: no such handle.
	static Result<Framebuffer> try_create(
		const GemHandle &handle, const FramebufferLayout &layout);
	static Framebuffer create(const GemHandle &handle, const FramebufferLayout &layout);

	Framebuffer(Framebuffer &&other) noexcept = default;
	Framebuffer &operator=(Framebuffer &&other) noexcept;
	Framebuffer(const Framebuffer &) = delete;
	Framebuffer &operator=(const Framebuffer &) = delete;

	// DRM_IOCTL_MODE_RMFB, which turns off the planes that still show it.
	~Framebuffer() { reset(); }
	void reset();

	std::uint32_t id() const { return id_; }
	const Device &device() const { return *device_; }

private:
	Framebuffer(std::shared_ptr<const Device> device, std::uint32_t id)
		: device_(std::move(device)), id_(id)
	{
	}

	std::shared_ptr<const Device> device_; // empty: moved from or removed
	std::uint32_t id_ = 0;
};

} // namespace cf
