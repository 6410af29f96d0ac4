// SPDX-License-Identifier: MIT
#include "media/loop/frame.h"

#include <algorithm>
#include <bit>

namespace cf
{

namespace
{

// Whole pairs of pixels in every format, as drivers want them.
constexpr std::size_t kLineStep = 64;

// A power of two, since most sizes of buffers are multiples of one.
std::size_t longest_line(const FrameLimits &limits)
{
	return std::bit_floor(limits.max_width * limits.bytes_per_pixel);
}

} // namespace

std::size_t max_frame_size(const FrameLimits &limits)
{
	return longest_line(limits) * limits.max_lines;
}

std::optional<Frame> frame_for(std::size_t size, const FrameLimits &limits)
{
	const std::size_t covered = std::min(size, max_frame_size(limits));
	const std::size_t shortest = std::max(limits.min_width * limits.bytes_per_pixel, kLineStep);
	for (std::size_t line = longest_line(limits); line >= shortest; line -= kLineStep) {
		const std::size_t lines = covered / line;
		if (covered % line == 0 && lines >= limits.min_lines && lines <= limits.max_lines)
			return Frame{line, lines};
	}
	return std::nullopt;
}

} // namespace cf
