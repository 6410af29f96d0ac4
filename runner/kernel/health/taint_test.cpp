// SPDX-License-Identifier: MIT
#include "kernel/health/taint.h"

#include <gtest/gtest.h>

namespace cf
{
namespace
{

TEST(Taint, names_each_bit)
{
	const auto texts = describe_taint((1U << 9) | (1U << 12) | (TaintMask{1} << 40));
	ASSERT_EQ(texts.size(), 3U);
	EXPECT_EQ(texts[0], "W (kernel issued a warning)");
	EXPECT_EQ(texts[1], "O (out-of-tree module was loaded)");
	EXPECT_EQ(texts[2], "bit 40 (not known to this version)");
	EXPECT_TRUE(describe_taint(0).empty());
}

TEST(Taint, alarms_for_what_went_wrong_only)
{
	constexpr TaintMask machine_check = 1U << 4, bad_page = 1U << 5, die = 1U << 7,
			    warn = 1U << 9;
	EXPECT_EQ(alarming_taint(~TaintMask{0}), machine_check | bad_page | die | warn);
}

TEST(Taint, can_be_read_here)
{
	EXPECT_TRUE(try_read_taint().ok());
}

} // namespace
} // namespace cf
