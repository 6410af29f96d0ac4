// SPDX-License-Identifier: MIT
#include "text/lines.h"

#include <gtest/gtest.h>

namespace cf
{
namespace
{

TEST(Lines, the_first_one_may_be_all)
{
	EXPECT_EQ(first_line("a\nb"), "a");
	EXPECT_EQ(first_line("a"), "a");
	EXPECT_EQ(first_line(""), "");
}

TEST(Lines, the_first_few_say_when_something_is_missing)
{
	EXPECT_EQ(first_lines("a\nb\n", 2, 100), "a\nb");
	EXPECT_EQ(first_lines("a\nb\nc", 2, 100), "a\nb …");
	EXPECT_EQ(first_lines("\nb", 2, 100), "\nb");
	EXPECT_EQ(first_lines("abcdef", 2, 3), "abc …");
	EXPECT_EQ(first_lines("", 2, 3), "");
}

} // namespace
} // namespace cf
