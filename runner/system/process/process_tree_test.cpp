// SPDX-License-Identifier: MIT
#include "system/process/process_tree.h"

#include <gtest/gtest.h>

namespace cf
{
namespace
{

TEST(ProcessStat, survives_a_name_with_blanks_and_brackets)
{
	const auto process = parse_process_stat(
		"4242 (a) b (c) S 17 4242 4242 0 -1 4194560 199 0 0 0 1 2 0 0 20 0 1 0 987654 "
		"2654208 222 18446744073709551615 0 0 0 0 0 0 0 0 0 0 0 0 17 1 0 0 0 0 0");
	ASSERT_TRUE(process);
	EXPECT_EQ(process->pid, 4242);
	EXPECT_EQ(process->parent, 17);
	EXPECT_EQ(process->name, "a) b (c");
	EXPECT_EQ(process->state, 'S');
	EXPECT_EQ(process->start_time, 987654U);
	EXPECT_FALSE(process->ending);
}

TEST(ProcessStat, knows_a_process_that_is_ending)
{
	const auto exiting =
		parse_process_stat("5 (x) R 1 5 5 0 -1 4194308 0 0 0 0 0 0 0 0 20 0 1 0 77 0 0");
	ASSERT_TRUE(exiting);
	EXPECT_TRUE(exiting->ending);
	const auto zombie =
		parse_process_stat("5 (x) Z 1 5 5 0 -1 4194304 0 0 0 0 0 0 0 0 20 0 1 0 77 0 0");
	ASSERT_TRUE(zombie);
	EXPECT_TRUE(zombie->ending);
}

TEST(ProcessStat, refuses_what_is_no_stat_line)
{
	EXPECT_FALSE(parse_process_stat(""));
	EXPECT_FALSE(parse_process_stat("5 (x"));
	EXPECT_FALSE(parse_process_stat("5 (x) R 1 5"));
}

TEST(LivingDescendants, are_none_for_a_process_without_children)
{
	EXPECT_TRUE(living_descendants({}).empty());
}

} // namespace
} // namespace cf
