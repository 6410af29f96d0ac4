// SPDX-License-Identifier: MIT
#include "media/video_node.h"

#include <fcntl.h>
#include <linux/videodev2.h>

namespace cf
{

namespace
{

constexpr std::uint32_t kMemoryToMemory = V4L2_CAP_VIDEO_M2M | V4L2_CAP_VIDEO_M2M_MPLANE;
constexpr std::uint32_t kOutput =
	V4L2_CAP_VIDEO_OUTPUT | V4L2_CAP_VIDEO_OUTPUT_MPLANE | kMemoryToMemory;
constexpr std::uint32_t kCapture =
	V4L2_CAP_VIDEO_CAPTURE | V4L2_CAP_VIDEO_CAPTURE_MPLANE | kMemoryToMemory;
constexpr std::uint32_t kMultiplanar =
	V4L2_CAP_VIDEO_OUTPUT_MPLANE | V4L2_CAP_VIDEO_CAPTURE_MPLANE | V4L2_CAP_VIDEO_M2M_MPLANE;

// The fields are filled by the driver and need not end in a NUL.
template <std::size_t N>
std::string text_of(const __u8 (&field)[N])
{
	const std::string_view bytes{reinterpret_cast<const char *>(field), N};
	return std::string{bytes.substr(0, bytes.find('\0'))};
}

} // namespace

Result<std::shared_ptr<const VideoNode>> VideoNode::try_open(const std::string &path)
{
	// Blocking: base/ioctl.h repeats on EAGAIN, and a dequeue is preceded by poll(2).
	Result<UniqueFd> fd = cf::try_open(path, O_RDWR);
	if (!fd.ok())
		return fd.failure();
	const std::shared_ptr<VideoNode> node{new VideoNode{std::move(fd).take(), path}};
	v4l2_capability capability{};
	const Status status = node->try_ioctl({VIDIOC_QUERYCAP, "VIDIOC_QUERYCAP"}, &capability);
	if (!status.ok())
		return status.failure();
	node->driver_ = text_of(capability.driver);
	node->bus_info_ = text_of(capability.bus_info);
	node->capabilities_ = capability.capabilities & V4L2_CAP_DEVICE_CAPS
		? capability.device_caps
		: capability.capabilities;
	return std::shared_ptr<const VideoNode>{node};
}

bool VideoNode::has_output() const
{
	return (capabilities_ & kOutput) && (capabilities_ & V4L2_CAP_STREAMING);
}

bool VideoNode::has_capture() const
{
	return (capabilities_ & kCapture) && (capabilities_ & V4L2_CAP_STREAMING);
}

bool VideoNode::multiplanar() const
{
	return capabilities_ & kMultiplanar;
}

Status VideoNode::try_ioctl(IoctlRequest request, void *argument) const
{
	return try_ioctl_status(fd_, request, argument, path_);
}

} // namespace cf
