// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <optional>

// How a buffer is seen as a frame: lines without padding, so that line n of the frame is
// bytes [n * line_bytes, (n + 1) * line_bytes) of the buffer and nothing is left out.
// Arithmetic only; sizes are bytes.

namespace cf
{

struct Frame {
	std::size_t line_bytes = 0;
	std::size_t lines = 0;

	std::size_t size() const { return line_bytes * lines; }

	bool operator==(const Frame &) const = default;
};

// What frames a device takes: any between the smallest and the largest.
struct FrameLimits {
	std::size_t bytes_per_pixel = 0;
	std::size_t min_width = 0, max_width = 0; // pixels
	std::size_t min_lines = 0, max_lines = 0;
};

// The most bytes of a buffer that a frame can cover.
std::size_t max_frame_size(const FrameLimits &limits);

// The frame that covers a buffer of `size` bytes, or its first max_frame_size() bytes where
// it is larger. Nothing when no frame covers just that: the device has none so small, or
// none of its line lengths divides `size`. With vivid that is so for some numbers of pages
// above 2160, with vim2m for none.
std::optional<Frame> frame_for(std::size_t size, const FrameLimits &limits);

} // namespace cf
