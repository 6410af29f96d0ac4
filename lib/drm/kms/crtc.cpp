// SPDX-License-Identifier: MIT
#include "drm/kms/crtc.h"

#include <cstdint>
#include <utility>

#include <poll.h>
#include <xf86drm.h>

namespace cf
{

namespace
{

constexpr IoctlRequest kSetCrtc{DRM_IOCTL_MODE_SETCRTC, "DRM_IOCTL_MODE_SETCRTC"};
constexpr IoctlRequest kGetCrtc{DRM_IOCTL_MODE_GETCRTC, "DRM_IOCTL_MODE_GETCRTC"};
constexpr IoctlRequest kPageFlip{DRM_IOCTL_MODE_PAGE_FLIP, "DRM_IOCTL_MODE_PAGE_FLIP"};
constexpr IoctlRequest kDirty{DRM_IOCTL_MODE_DIRTYFB, "DRM_IOCTL_MODE_DIRTYFB"};

drm_mode_modeinfo kernel_mode(const drmModeModeInfo &mode)
{
	// libdrm's structure is the kernel's under another name.
	static_assert(sizeof(drm_mode_modeinfo) == sizeof(drmModeModeInfo));
	return reinterpret_cast<const drm_mode_modeinfo &>(mode);
}

void note_flip(int, unsigned, unsigned, unsigned, unsigned, void *flipped)
{
	*static_cast<bool *>(flipped) = true;
}

} // namespace

Crtc::Crtc(std::shared_ptr<const Device> device, Output output)
	: device_(std::move(device)), output_(std::move(output))
{
	before_.crtc_id = output_.crtc;
	device_->try_ioctl(kGetCrtc, &before_).take();
}

Crtc::~Crtc()
{
	static_cast<void>(try_set(before_));
}

// Sets mode and framebuffer as `request` has them, on this CRTC and connector.
Status Crtc::try_set(drm_mode_crtc request)
{
	request.crtc_id = output_.crtc;
	request.count_connectors = request.mode_valid ? 1 : 0;
	request.set_connectors_ptr =
		request.mode_valid ? reinterpret_cast<std::uintptr_t>(&output_.connector) : 0;
	return device_->try_ioctl(kSetCrtc, &request);
}

Status Crtc::try_show(const Framebuffer &framebuffer, const drmModeModeInfo &mode)
{
	drm_mode_crtc request{};
	request.fb_id = framebuffer.id();
	request.mode_valid = 1;
	request.mode = kernel_mode(mode);
	return try_set(request);
}

void Crtc::show(const Framebuffer &framebuffer, const drmModeModeInfo &mode)
{
	try_show(framebuffer, mode).take();
}

Status Crtc::try_flip(const Framebuffer &framebuffer)
{
	flipped_ = false;
	drm_mode_crtc_page_flip request{};
	request.crtc_id = output_.crtc;
	request.fb_id = framebuffer.id();
	request.flags = DRM_MODE_PAGE_FLIP_EVENT;
	request.user_data = reinterpret_cast<std::uintptr_t>(&flipped_);
	return device_->try_ioctl(kPageFlip, &request);
}

bool Crtc::wait_for_flip(Deadline deadline)
{
	drmEventContext context{};
	context.version = 3;
	context.page_flip_handler2 = note_flip;
	while (!flipped_) {
		if (!(poll(device_->fd(), POLLIN, deadline) & POLLIN))
			return false;
		if (drmHandleEvent(device_->fd().get(), &context) != 0)
			Failure::last("DRM event of " + device_->driver()).raise();
	}
	return true;
}

Status Crtc::try_flush(const Framebuffer &framebuffer)
{
	drm_mode_fb_dirty_cmd request{};
	request.fb_id = framebuffer.id();
	return device_->try_ioctl(kDirty, &request);
}

void Crtc::turn_off()
{
	try_set(drm_mode_crtc{}).take();
}

} // namespace cf
