// SPDX-License-Identifier: MIT
#pragma once

#include <memory>

#include "base/deadline.h"
#include "drm/kms/framebuffer.h"
#include "drm/kms/output.h"

// Showing framebuffers on an output through the legacy calls, which every KMS driver has.
// The device must be master. What was shown before comes back at the end of life.

namespace cf
{

class Crtc
{
public:
	Crtc(std::shared_ptr<const Device> device, Output output);
	~Crtc();
	Crtc(const Crtc &) = delete;
	Crtc &operator=(const Crtc &) = delete;

	const Output &output() const { return output_; }

	// DRM_IOCTL_MODE_SETCRTC; blocks until it is shown. ENOSPC: framebuffer smaller than
	// mode; EACCES: not master.
	Status try_show(const Framebuffer &framebuffer, const drmModeModeInfo &mode);
	void show(const Framebuffer &framebuffer, const drmModeModeInfo &mode);

	// DRM_IOCTL_MODE_PAGE_FLIP with an event. EBUSY: a flip is pending; EINVAL: off.
	Status try_flip(const Framebuffer &framebuffer);

	// Waits for that event. False: the deadline passed first.
	bool wait_for_flip(Deadline deadline);

	// DRM_IOCTL_MODE_DIRTYFB: makes drivers with a shadow copy copy again.
	Status try_flush(const Framebuffer &framebuffer);

	// DRM_IOCTL_MODE_SETCRTC without a mode.
	void turn_off();

private:
	Status try_set(drm_mode_crtc request);

	std::shared_ptr<const Device> device_;
	Output output_;
	drm_mode_crtc before_{};
	bool flipped_ = true; // the event of the last flip has been seen
};

} // namespace cf
