// SPDX-License-Identifier: MIT
#include "trace/lines/trace_line.h"

#include <gtest/gtest.h>

namespace cf
{
namespace
{

TEST(TraceLine, has_all_parts_of_what_a_kernel_wrote)
{
	const auto line = parse_trace_line("     rcu_preempt-16      [000] d.H4.    23.155603: "
					   "sched_waking: comm=capture.sh pid=185 prio=120 "
					   "target_cpu=001");
	ASSERT_TRUE(line);
	EXPECT_EQ(line->thread, "rcu_preempt");
	EXPECT_EQ(line->pid, 16);
	EXPECT_EQ(line->cpu, 0U);
	EXPECT_EQ(line->interrupt, 'H');
	EXPECT_EQ(line->microseconds, 23'155'603U);
	EXPECT_EQ(line->event, "sched_waking");
	EXPECT_EQ(line->fields, "comm=capture.sh pid=185 prio=120 target_cpu=001");
}

TEST(TraceLine, takes_a_name_for_what_it_is)
{
	const auto line = parse_trace_line(
		"  a-1 [001] b: 2-77      [012] .....   200.000001: dma_fence_init: driver=x");
	ASSERT_TRUE(line);
	EXPECT_EQ(line->thread, "a-1 [001] b: 2");
	EXPECT_EQ(line->pid, 77);
	EXPECT_EQ(line->cpu, 12U);
	EXPECT_EQ(line->microseconds, 200'000'001U);
}

TEST(TraceLine, takes_four_flags)
{
	const auto line =
		parse_trace_line("          <idle>-0       [001] d.h1    23.136761: event: x=1");
	ASSERT_TRUE(line);
	EXPECT_EQ(line->thread, "<idle>");
	EXPECT_EQ(line->interrupt, 'h');
}

TEST(TraceLine, is_none_of_what_is_not_whole)
{
	const std::string_view whole =
		"            bash-194     [000] .....    23.783839: event: fields";
	ASSERT_TRUE(parse_trace_line(whole));
	for (std::size_t length = 0; length < whole.rfind("fields"); ++length)
		EXPECT_FALSE(parse_trace_line(whole.substr(0, length))) << length;
}

TEST(TraceLine, is_none_of_what_is_no_event)
{
	for (const char *text : {"# tracer: nop", "CPU:1 [LOST 7 EVENTS]",
		     "            bash-194     (194) [000] .....    23.783839: event: fields",
		     "            bash-194     [000] .....    23.78: event: fields",
		     "            bash--19     [000] .....    23.783839: event: fields"})
		EXPECT_FALSE(parse_trace_line(text)) << text;
}

} // namespace
} // namespace cf
