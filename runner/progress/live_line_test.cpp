// SPDX-License-Identifier: MIT
#include "progress/live_line.h"

#include <gtest/gtest.h>

namespace cf
{
namespace
{

using namespace std::chrono_literals;

LiveState sample()
{
	return {.done = 12,
		.total = 340,
		.counts = {{Outcome::pass, 10}, {Outcome::fail, 1}, {Outcome::skip, 1}},
		.running = "import@content@page@vgem_to_vkms",
		.elapsed = 24s};
}

TEST(LiveLine, says_how_far_and_how_long)
{
	EXPECT_EQ(live_line(sample(), 200),
		"[12/340] 10 pass 1 fail 1 skip  0:24, 10:56 left  "
		"import@content@page@vgem_to_vkms");
}

TEST(LiveLine, never_exceeds_the_width)
{
	EXPECT_EQ(live_line(sample(), 70),
		"[12/340] 10 pass 1 fail 1 skip  0:24, 10:56 left  ...page@vgem_to_vkms");
	for (std::size_t width = 0; width < 120; ++width)
		EXPECT_LE(live_line(sample(), width).size(), width);
}

TEST(LiveLine, estimates_only_with_some_experience)
{
	LiveState state = sample();
	state.done = 2;
	EXPECT_EQ(live_line(state, 200).find("left"), std::string::npos);
}

TEST(ClockText, grows_with_the_duration)
{
	EXPECT_EQ(clock_text(7s), "0:07");
	EXPECT_EQ(clock_text(754s), "12:34");
	EXPECT_EQ(clock_text(3723s), "1:02:03");
}

} // namespace
} // namespace cf
