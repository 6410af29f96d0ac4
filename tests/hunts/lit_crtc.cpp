// SPDX-License-Identifier: MIT
#include "hunts/lit_crtc.h"

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

} // namespace cf
