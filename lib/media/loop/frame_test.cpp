// SPDX-License-Identifier: MIT
#include "media/loop/frame.h"

#include <gtest/gtest.h>

namespace cf
{
namespace
{

constexpr std::size_t kPage = 4096;
constexpr std::size_t kMiB = std::size_t{1} << 20;

// As vivid answers VIDIOC_TRY_FMT for XBGR32 and vim2m for RGB565.
constexpr FrameLimits kVivid{4, 16, 4096, 16, 2160};
constexpr FrameLimits kVim2m{2, 32, 640, 32, 480};

void expect_cover(const FrameLimits &limits, std::size_t size)
{
	const std::optional<Frame> frame = frame_for(size, limits);
	ASSERT_TRUE(frame) << size;
	ASSERT_EQ(frame->size(), size);
	ASSERT_GE(frame->line_bytes, limits.min_width * limits.bytes_per_pixel);
	ASSERT_LE(frame->line_bytes, limits.max_width * limits.bytes_per_pixel);
	ASSERT_GE(frame->lines, limits.min_lines);
	ASSERT_LE(frame->lines, limits.max_lines);
}

TEST(Frame, covers_every_number_of_pages_while_lines_are_pages)
{
	for (std::size_t pages = 1; pages <= 2160; ++pages)
		expect_cover(kVivid, pages * kPage);
	for (std::size_t pages = 1; pages <= 120; ++pages)
		expect_cover(kVim2m, pages * kPage);
}

TEST(Frame, covers_large_sizes_in_multiples_of_the_longest_line)
{
	for (std::size_t size = 9 * kMiB; size <= max_frame_size(kVivid); size += 16384)
		expect_cover(kVivid, size);
	EXPECT_EQ(frame_for(33 * kMiB, kVivid), (Frame{16384, 2112}));
}

TEST(Frame, limit_is_the_largest_picture)
{
	EXPECT_EQ(max_frame_size(kVivid), 8640 * kPage);
	EXPECT_EQ(max_frame_size(kVim2m), 120 * kPage);
}

TEST(Frame, larger_buffers_are_covered_from_their_start)
{
	EXPECT_EQ(frame_for(4 * kMiB, kVim2m), (Frame{1024, 480}));
	EXPECT_EQ(frame_for(64 * kMiB, kVivid), (Frame{16384, 2160}));
}

TEST(Frame, small_buffers_get_short_lines)
{
	EXPECT_EQ(frame_for(kPage, kVivid), (Frame{256, 16}));
	EXPECT_EQ(frame_for(kPage, kVim2m), (Frame{128, 32}));
}

TEST(Frame, none_when_none_covers_just_that_size)
{
	EXPECT_EQ(frame_for(2161 * kPage, kVivid), std::nullopt);
	EXPECT_EQ(frame_for(kPage, FrameLimits{2, 320, 1920, 180, 1080}), std::nullopt);
}

} // namespace
} // namespace cf
