// SPDX-License-Identifier: MIT
#include "engine/output_capture.h"

#include <gtest/gtest.h>

namespace cf
{
namespace
{

TEST(OutputCapture, keeps_everything_up_to_the_limit)
{
	OutputCapture capture(8);
	EXPECT_EQ(capture.feed("abc"), "abc");
	EXPECT_EQ(capture.feed("defg"), "d");
	capture.trim();
	EXPECT_EQ(capture.tail(), "efg");
	EXPECT_EQ(capture.dropped(), 0U);
}

TEST(OutputCapture, drops_the_middle_and_counts_it)
{
	OutputCapture capture(8);
	EXPECT_EQ(capture.feed("0123456789"), "0123");
	EXPECT_EQ(capture.feed("abcdef"), "");
	capture.trim();
	EXPECT_EQ(capture.tail(), "cdef");
	EXPECT_EQ(capture.dropped(), 8U);
}

TEST(OutputCapture, holds_little_of_a_flood)
{
	OutputCapture capture(1024);
	const std::string block(1000, 'x');
	for (int i = 0; i < 1000; ++i)
		capture.feed(block);
	EXPECT_LE(capture.tail().size(), 2048U);
	capture.trim();
	EXPECT_EQ(512 + capture.dropped() + capture.tail().size(), 1000U * 1000U);
}

} // namespace
} // namespace cf
