// SPDX-License-Identifier: MIT
#include "drm/scanout/window.h"

#include <gtest/gtest.h>

namespace cf
{
namespace
{

constexpr std::size_t kPage = 4096;

TEST(ScanWindow, one_page_is_a_square_of_32)
{
	const ScanWindow window = window_for(kPage);
	EXPECT_EQ(window.width, 32u);
	EXPECT_EQ(window.height, 32u);
	EXPECT_EQ(window.bytes(), kPage);
}

TEST(ScanWindow, is_as_large_as_fits_up_to_a_mebibyte)
{
	EXPECT_EQ(window_for(2 * kPage).bytes(), 2 * kPage);
	EXPECT_EQ(window_for(7 * kPage).bytes(), 4 * kPage);
	EXPECT_EQ(window_for(std::size_t{64} << 20).bytes(), std::size_t{1} << 20);
	EXPECT_EQ(window_for(std::size_t{64} << 20).pitch(), 2048u);
}

TEST(ScanWindow, starts_at_the_page_of_the_byte_and_stays_inside)
{
	const ScanWindow window = window_for(3 * kPage);
	EXPECT_EQ(window_start(window, 3 * kPage, 100), 0u);
	EXPECT_EQ(window_start(window, 3 * kPage, kPage + 1), kPage);
	EXPECT_EQ(window_start(window, 3 * kPage, 2 * kPage + 1), kPage);
}

TEST(ScanWindow, from_the_start_covers_the_bytes_asked_for_and_no_further_page)
{
	EXPECT_EQ(window_from_start(1).bytes(), kPage);
	EXPECT_EQ(window_from_start(3 * kPage).bytes(), 3 * kPage);
	EXPECT_EQ(window_from_start(std::size_t{1} << 20).height, 8192u);
	const ScanWindow largest = window_from_start(std::size_t{64} << 20);
	EXPECT_EQ(largest.width, 2048u);
	EXPECT_EQ(largest.bytes(), std::size_t{64} << 20);
}

} // namespace
} // namespace cf
