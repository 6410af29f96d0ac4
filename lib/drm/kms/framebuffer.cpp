// SPDX-License-Identifier: MIT
#include "drm/kms/framebuffer.h"

#include <utility>

#include <drm.h>
#include <drm_mode.h>

namespace cf
{

namespace
{

constexpr IoctlRequest kAdd{DRM_IOCTL_MODE_ADDFB2, "DRM_IOCTL_MODE_ADDFB2"};
constexpr IoctlRequest kRemove{DRM_IOCTL_MODE_RMFB, "DRM_IOCTL_MODE_RMFB"};

} // namespace

Result<Framebuffer> Framebuffer::try_create(
	const GemHandle &handle, const FramebufferLayout &layout)
{
	drm_mode_fb_cmd2 request{};
	request.width = layout.width;
	request.height = layout.height;
	request.pixel_format = layout.format;
	request.handles[0] = handle.number();
	request.pitches[0] = layout.pitch;
	request.offsets[0] = layout.offset;
	const Status status = handle.device().try_ioctl(kAdd, &request);
	if (!status.ok())
		return status.failure();
	return Framebuffer{handle.shared_device(), request.fb_id};
}

Framebuffer Framebuffer::create(const GemHandle &handle, const FramebufferLayout &layout)
{
	return try_create(handle, layout).take();
}

Framebuffer &Framebuffer::operator=(Framebuffer &&other) noexcept
{
	if (this != &other) {
		reset();
		device_ = std::move(other.device_);
		id_ = std::exchange(other.id_, 0);
	}
	return *this;
}

void Framebuffer::reset()
{
	if (const std::shared_ptr<const Device> device = std::exchange(device_, nullptr))
		static_cast<void>(device->try_ioctl(kRemove, &id_));
}

} // namespace cf
