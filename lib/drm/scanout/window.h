// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>

#include "drm/kms/framebuffer.h"

// The part of a buffer that is on the screen at a time: a stretch of bytes shown as
// 32-bit pixels, small enough for every display and its video memory.

namespace cf
{

struct ScanWindow {
	std::uint16_t width = 0; // pixels of four bytes
	std::uint16_t height = 0;

	std::uint32_t pitch() const { return 4u * width; }
	std::size_t bytes() const { return std::size_t{pitch()} * height; }

	bool operator==(const ScanWindow &) const = default;
};

// The largest window within a buffer of `size` bytes: whole pages, at least one, from
// 32x32 pixels (4 KiB) to 512x512 (1 MiB), filled to the last pixel.
ScanWindow window_for(std::size_t size);

// Where a window goes to show byte `offset`: at its page, but never beyond the buffer.
std::size_t window_start(ScanWindow window, std::size_t size, std::size_t offset);

// That window as an XRGB8888 framebuffer.
FramebufferLayout layout_of(ScanWindow window, std::size_t start);

} // namespace cf
