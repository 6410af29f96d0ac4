// SPDX-License-Identifier: MIT
#include "drm/scanout/window.h"

#include <algorithm>
#include <bit>

namespace cf
{

namespace
{

// 32x32 is the smallest mode that all virtual displays take; it fills one page.
constexpr unsigned kSmallestSide = 32;
constexpr std::size_t kMostLines = 8192;
constexpr std::size_t kPage = 4096;
constexpr std::size_t kLargest = std::size_t{1} << 20;

} // namespace

ScanWindow window_for(std::size_t size)
{
	const std::size_t pages = std::clamp(size, kPage, kLargest) / kPage;
	const unsigned doublings = static_cast<unsigned>(std::bit_width(pages)) - 1;
	return ScanWindow{
		.width = static_cast<std::uint16_t>(kSmallestSide << (doublings + 1) / 2),
		.height = static_cast<std::uint16_t>(kSmallestSide << doublings / 2),
	};
}

std::size_t window_start(ScanWindow window, std::size_t size, std::size_t offset)
{
	return std::min(offset / kPage * kPage, size - window.bytes());
}

ScanWindow window_from_start(std::size_t end)
{
	ScanWindow window{.width = kSmallestSide, .height = kSmallestSide};
	while (end > std::size_t{window.pitch()} * kMostLines)
		window.width = static_cast<std::uint16_t>(window.width * 2);
	const std::size_t lines = (end + window.pitch() - 1) / window.pitch();
	window.height = static_cast<std::uint16_t>(std::max<std::size_t>(lines, kSmallestSide));
	return window;
}

FramebufferLayout layout_of(ScanWindow window, std::size_t start)
{
	return FramebufferLayout{
		.width = window.width,
		.height = window.height,
		.pitch = window.pitch(),
		.offset = static_cast<std::uint32_t>(start),
	};
}

} // namespace cf
