// SPDX-License-Identifier: MIT
#pragma once

#include <memory>

#include "drm/dumb_buffer.h"
#include "drm/kms/atomic.h"
#include "drm/kms/crtc.h"
#include "host/node_claim.h"

// A CRTC that shows a picture, for the fences that its commits give out and wait for. Takes the
// display over while it lives: the device must be atomic, and nobody else its master.

namespace cf
{

class LitCrtc
{
public:
	static bool is_possible_on(const DeviceInfo &info);

	explicit LitCrtc(const DeviceInfo &info);

	// The out fence of a commit that changes nothing.
	SyncFile commit(std::uint32_t flags = 0);

	// Shows the picture anew once the file's fences have signalled (IN_FENCE_FD of the plane);
	// returns at once. EBUSY: the flip before has not been shown.
	Status try_flip_after(const SyncFile &file);
	void flip_after(const SyncFile &file);

	// Takes the event of such a flip. False: the deadline passed first.
	bool wait_for_flip(Deadline deadline);

private:
	NodeClaim claim_;
	std::shared_ptr<const Device> device_;
	DumbBuffer buffer_;
	Framebuffer framebuffer_; // outlives crtc_, which shows something else at its end
	Crtc crtc_;
};

} // namespace cf
