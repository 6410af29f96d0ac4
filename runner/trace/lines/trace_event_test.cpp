// SPDX-License-Identifier: MIT
#include "trace/lines/trace_event.h"

#include <gtest/gtest.h>

namespace cf
{
namespace
{

// What is left of a line with these fields.
Trace trace_of(const std::string &event, const std::string &fields)
{
	Trace trace;
	add_trace(trace,
		"            bash-194     [000] .....    23.783839: " + event + ": " + fields +
			"\n");
	return trace;
}

template <typename What>
What only(const Trace &trace)
{
	EXPECT_EQ(trace.unreadable, 0U);
	return trace.events.size() == 1 ? std::get<What>(trace.events[0].what) : What{};
}

TEST(TraceEvent, knows_a_fence)
{
	const auto fence = only<FenceEvent>(trace_of(
		"dma_fence_signaled", "driver=vgem timeline=unbound context=4294967295 seqno=1"));
	EXPECT_EQ(fence.step, FenceStep::signaled);
	EXPECT_EQ(fence.driver, "vgem");
	EXPECT_EQ(fence.timeline, "unbound");
	EXPECT_EQ(fence.context, 4294967295U);
	EXPECT_EQ(fence.seqno, 1U);
}

TEST(TraceEvent, takes_a_timeline_for_what_it_is)
{
	const auto fence = only<FenceEvent>(
		trace_of("dma_fence_init", "driver=a b timeline=x context=1 y context=2 seqno=3"));
	EXPECT_EQ(fence.driver, "a b");
	EXPECT_EQ(fence.timeline, "x context=1 y");
	EXPECT_EQ(fence.context, 2U);
}

TEST(TraceEvent, knows_a_switch)
{
	const auto to = only<SwitchEvent>(trace_of("sched_switch",
		"prev_comm=capture.sh prev_pid=185 prev_prio=120 prev_state=R+ ==> "
		"next_comm=kworker/0:2 next_pid=52 next_prio=120"));
	EXPECT_EQ(to.previous, 185);
	EXPECT_EQ(to.next, 52);
	EXPECT_EQ(to.next_name, "kworker/0:2");
}

TEST(TraceEvent, knows_a_waking_and_a_fork)
{
	const auto waking = only<WakingEvent>(
		trace_of("sched_waking", "comm=a pid=1 b pid=16 prio=120 target_cpu=001"));
	EXPECT_EQ(waking.woken, 16);
	EXPECT_EQ(waking.name, "a pid=1 b");
	const auto fork = only<ForkEvent>(
		trace_of("sched_process_fork", "comm=bash pid=194 child_comm=bash child_pid=195"));
	EXPECT_EQ(fork.child, 195);
}

TEST(TraceEvent, keeps_the_words_of_others)
{
	const auto other =
		only<OtherEvent>(trace_of("dma_buf_export", "exp_name=drm size=4096 ino=12"));
	EXPECT_EQ(other.fields, "exp_name=drm size=4096 ino=12");
}

TEST(TraceEvent, counts_what_it_cannot_read)
{
	for (const char *fields : {"driver=vgem timeline=unbound context=1",
		     "driver=vgem context=1 seqno=2", "driver=vgem timeline=u context=x seqno=2"}) {
		const Trace trace = trace_of("dma_fence_init", fields);
		EXPECT_TRUE(trace.events.empty()) << fields;
		EXPECT_EQ(trace.unreadable, 1U) << fields;
	}
	Trace trace;
	add_trace(trace, "# tracer: nop\n#\n\nCPU:1 [LOST 7 EVENTS]\nsomething else\n");
	EXPECT_EQ(trace.unreadable, 1U);
}

TEST(TraceEvent, are_in_the_order_of_their_times)
{
	Trace trace;
	add_trace(trace, "            bash-194     [000] .....     2.000000: second: x\n");
	add_trace(trace, "            bash-194     [000] .....     1.000000: first: x");
	ASSERT_EQ(trace.events.size(), 2U);
	EXPECT_EQ(trace.events[0].name, "first");
}

} // namespace
} // namespace cf
