// SPDX-License-Identifier: MIT
#include "media/loop/joined_queues.h"

#include <algorithm>
#include <array>
#include <cerrno>

#include "media/loop/loopback.h"

namespace cf
{

namespace
{

struct PixelFormat {
	std::uint32_t code;
	std::size_t bytes;
};

// One plane, no subsampling, and copied without a look at the values: by vivid the first,
// which makes the largest frames, by vim2m the second.
constexpr std::array kPixelFormats{
	PixelFormat{V4L2_PIX_FMT_XBGR32, 4}, PixelFormat{V4L2_PIX_FMT_RGB565, 2}};

// Beyond what any driver takes, yet safe from overflow in its products.
constexpr std::uint32_t kHuge = 1 << 14;

Result<FrameFormat> try_nearest(
	const VideoQueue &queue, const PixelFormat &pixel, std::uint32_t side)
{
	auto format = queue.try_adjust_format({pixel.code, side, side});
	if (format.ok() && format.value().pixel_format != pixel.code)
		return Failure{Errno{EOPNOTSUPP},
			"finding a pixel format to copy unchanged on " + queue.node().path()};
	return format;
}

Result<FrameLimits> try_limits(const VideoQueue &queue, const PixelFormat &pixel)
{
	const auto smallest = try_nearest(queue, pixel, 1);
	if (!smallest.ok())
		return smallest.failure();
	const auto largest = try_nearest(queue, pixel, kHuge);
	if (!largest.ok())
		return largest.failure();
	return FrameLimits{pixel.bytes, smallest.value().width, largest.value().width,
		smallest.value().height, largest.value().height};
}

FrameLimits common(const FrameLimits &one, const FrameLimits &other)
{
	return {one.bytes_per_pixel, std::max(one.min_width, other.min_width),
		std::min(one.max_width, other.max_width), std::max(one.min_lines, other.min_lines),
		std::min(one.max_lines, other.max_lines)};
}

Result<JoinedQueues> try_open_converter(const VideoDeviceInfo &device)
{
	const auto node = VideoNode::try_open(device.output_node);
	if (!node.ok())
		return node.failure();
	return JoinedQueues{std::nullopt, VideoQueue{node.value(), QueueSide::output},
		VideoQueue{node.value(), QueueSide::capture}};
}

Result<JoinedQueues> try_open_pair(const VideoDeviceInfo &device)
{
	auto claim = NodeClaim::try_take(device.node());
	if (!claim.ok())
		return claim.failure();
	const auto output = VideoNode::try_open(device.output_node);
	if (!output.ok())
		return output.failure();
	const auto capture = VideoNode::try_open(device.capture_node);
	if (!capture.ok())
		return capture.failure();
	const Status status = try_connect_loopback(*output.value(), *capture.value());
	if (!status.ok())
		return status.failure();
	return JoinedQueues{std::move(claim).take(), VideoQueue{output.value(), QueueSide::output},
		VideoQueue{capture.value(), QueueSide::capture}};
}

Status try_agree(JoinedQueues &queues, const PixelFormat &pixel)
{
	const auto output = try_limits(queues.output, pixel);
	if (!output.ok())
		return output.failure();
	const auto capture = try_limits(queues.capture, pixel);
	if (!capture.ok())
		return capture.failure();
	queues.limits = common(output.value(), capture.value());
	queues.pixel_format = pixel.code;
	return success();
}

} // namespace

Status JoinedQueues::try_set_frame(const Frame &frame)
{
	const FrameFormat format{pixel_format,
		static_cast<std::uint32_t>(frame.line_bytes / limits.bytes_per_pixel),
		static_cast<std::uint32_t>(frame.lines),
		static_cast<std::uint32_t>(frame.line_bytes),
		static_cast<std::uint32_t>(frame.size())};
	const Status status = output.try_set_format(format);
	return status.ok() ? capture.try_set_format(format) : status;
}

Result<JoinedQueues> try_join_queues(const VideoDeviceInfo &device)
{
	if (device.output_node.empty() || device.capture_node.empty())
		return Failure{Errno{EOPNOTSUPP},
			"finding both an output and a capture of " + device.node()};
	auto opened =
		device.memory_to_memory() ? try_open_converter(device) : try_open_pair(device);
	if (!opened.ok())
		return opened.failure();
	JoinedQueues queues = std::move(opened).take();
	Status agreed = success();
	for (const PixelFormat &pixel : kPixelFormats) {
		agreed = try_agree(queues, pixel);
		if (agreed.ok())
			return queues;
	}
	return agreed.failure();
}

} // namespace cf
