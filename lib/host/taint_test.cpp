// SPDX-License-Identifier: MIT
#include "host/taint.h"

#include <gtest/gtest.h>

namespace cf
{
namespace
{

TEST(Taint, spells_the_kernels_letters)
{
	EXPECT_EQ(Taint{}.letters(), "");
	EXPECT_EQ((Taint{.bits = 1u << 9 | 1u << 12 | 1u << 13}.letters()), "WOE");
	EXPECT_EQ((Taint{.bits = std::uint64_t{1} << 40}.letters()), "?");
}

TEST(Taint, an_unsigned_module_is_not_a_warning)
{
	EXPECT_FALSE((Taint{.bits = 1u << 12 | 1u << 13}.warned()));
	EXPECT_TRUE((Taint{.bits = 1u << 9}.warned()));
	EXPECT_TRUE((Taint{.bits = 1u << 7}.died()));
}

} // namespace
} // namespace cf
