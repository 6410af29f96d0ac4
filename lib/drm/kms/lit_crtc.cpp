// SPDX-License-Identifier: MIT
#include "drm/kms/lit_crtc.h"

#include <array>
#include <cstring>

#include <poll.h>
#include <unistd.h>

namespace cf
{
namespace
{

// Every display takes it; virtio-gpu wants the buffer in the mode's own shape, and cirrus lines of
// less than 4 KiB.
constexpr DumbShape kShape{800, 600};

std::shared_ptr<const Device> open_as_atomic_master(const DeviceInfo &info)
{
	std::shared_ptr<const Device> device = Device::open(info, DeviceNode::master);
	try_enable_atomic(*device).take();
	return device;
}

} // namespace

bool LitCrtc::is_possible_on(const DeviceInfo &info)
{
	// As master, as nobody else is told of a display that was not probed before; and claimed,
	// as another program may be looking for its own displays.
	const Result<NodeClaim> claim = NodeClaim::try_take(info.primary_node);
	if (!claim.ok())
		return false;
	const auto device = Device::try_open(info, DeviceNode::master);
	return device.ok() && try_enable_atomic(*device.value()).ok() &&
		try_find_output(*device.value()).ok();
}

LitCrtc::LitCrtc(const DeviceInfo &info)
	: claim_(NodeClaim::try_take(info.primary_node).take()),
	  device_(open_as_atomic_master(info)),
	  buffer_(DumbBuffer::try_create(device_, kShape).take()),
	  framebuffer_(Framebuffer::create(buffer_.handle(),
		  {.width = kShape.width, .height = kShape.height, .pitch = buffer_.pitch()})),
	  crtc_(device_, try_find_output(*device_).take())
{
	crtc_.show(framebuffer_, make_mode(kShape.width, kShape.height));
}

SyncFile LitCrtc::commit(std::uint32_t flags)
{
	return AtomicCommit{*device_}.commit_fenced(crtc_.output().crtc, flags);
}

Status LitCrtc::try_flip_after(const SyncFile &file)
{
	const std::uint32_t plane = crtc_.output().primary_plane;
	return AtomicCommit{*device_}
		.set(plane, "FB_ID", framebuffer_.id())
		.set(plane, "IN_FENCE_FD", static_cast<std::uint64_t>(file.fd().get()))
		.try_commit(DRM_MODE_ATOMIC_NONBLOCK | DRM_MODE_PAGE_FLIP_EVENT);
}

void LitCrtc::flip_after(const SyncFile &file)
{
	try_flip_after(file).take();
}

bool LitCrtc::wait_for_flip(Deadline deadline)
{
	if (!(poll(device_->fd(), POLLIN, deadline) & POLLIN))
		return false;
	std::array<std::byte, 1024> bytes{}; // what DRM recommends; there is one event at a time
	drm_event event{};
	if (::read(device_->fd().get(), bytes.data(), bytes.size()) < ssize_t{sizeof event})
		Failure::last("DRM event of " + device_->driver()).raise();
	std::memcpy(&event, bytes.data(), sizeof event);
	if (event.type != DRM_EVENT_FLIP_COMPLETE)
		Failure{Errno{EBADMSG}, "DRM event of " + device_->driver()}.raise();
	return true;
}

} // namespace cf
