// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>

#include "drm/kms/framebuffer.h"

// The part of a buffer that is on the screen at a time: a stretch of bytes shown as
// 32-bit pixels.

namespace cf
{

struct ScanWindow {
	std::uint16_t width = 0; // pixels of four bytes
	std::uint16_t height = 0;

	std::uint32_t pitch() const { return 4u * width; }
	std::size_t bytes() const { return std::size_t{pitch()} * height; }

	bool operator==(const ScanWindow &) const = default;
};

// The largest window within a buffer of `size` bytes that every display and its video memory
// takes: whole pages, from 32x32 pixels (4 KiB) to 512x512 (1 MiB).
ScanWindow window_for(std::size_t size);

// Where a window goes to show byte `offset`: at its page, but never beyond the buffer.
std::size_t window_start(ScanWindow window, std::size_t size, std::size_t offset);

// A window from the start of a buffer that shows at least its first `end` bytes: for vkms, which
// adds a framebuffer's offset twice. Up to 8192 lines, so 64 MiB are 2048 pixels wide.
ScanWindow window_from_start(std::size_t end);

// That window as an XRGB8888 framebuffer.
FramebufferLayout layout_of(ScanWindow window, std::size_t start);

} // namespace cf
