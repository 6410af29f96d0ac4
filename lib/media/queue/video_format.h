// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>

#include <linux/videodev2.h>

#include "media/video_node.h"

// The frame format of one queue, in the words that single-planar and multi-planar
// buffer types share. A driver answers with the nearest format that it can do, so what
// comes back must be compared with what was asked for. Lengths are bytes.

namespace cf
{

struct FrameFormat {
	std::uint32_t pixel_format = 0; // V4L2_PIX_FMT_*
	std::uint32_t width = 0;
	std::uint32_t height = 0;
	std::uint32_t bytes_per_line = 0;
	std::uint32_t image_size = 0; // what a buffer must hold at least
};

// A v4l2_format of `type` with `wanted` in it; what it does not name is the driver's choice.
v4l2_format to_v4l2(std::uint32_t type, const FrameFormat &wanted);

// VIDIOC_TRY_FMT: what the driver would make of `wanted`.
Result<FrameFormat> try_adjust_format(
	const VideoNode &node, std::uint32_t type, const FrameFormat &wanted);

// VIDIOC_S_FMT. EBUSY: the queue has buffers. EOPNOTSUPP: the format has several planes.
Result<FrameFormat> try_set_format(
	const VideoNode &node, std::uint32_t type, const FrameFormat &wanted);

} // namespace cf
