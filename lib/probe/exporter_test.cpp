// SPDX-License-Identifier: MIT
#include "probe/exporter.h"

#include <gtest/gtest.h>

namespace cf
{

namespace
{

TEST(ProbeMove, is_right_unless_told_otherwise)
{
	EXPECT_EQ(ProbeMove{}.flags(), 0U);
	EXPECT_EQ(ProbeMove{.pipelined = true}.flags(), std::uint32_t{CFP_MOVE_PIPELINED});
}

TEST(ProbeMove, has_a_flag_for_each_fault)
{
	const ProbeMove all{
		.pipelined = true,
		.skip_notify = true,
		.skip_wait = true,
		.skip_fence = true,
		.skip_copy = true,
		.ignore_pins = true,
		.notify_twice = true,
		.map_old = true,
	};
	EXPECT_EQ(all.flags(), std::uint32_t{CFP_MOVE_FLAGS});
}

} // namespace

} // namespace cf
