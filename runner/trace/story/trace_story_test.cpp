// SPDX-License-Identifier: MIT
#include "trace/story/trace_story.h"

#include <gtest/gtest.h>

namespace cf
{
namespace
{

constexpr pid_t kSignaler = 194;
constexpr pid_t kWaiter = 195;
constexpr pid_t kStranger = 52;

TraceEvent event(Microseconds when, unsigned cpu, pid_t pid, decltype(TraceEvent::what) what)
{
	return {.microseconds = when,
		.cpu = cpu,
		.pid = pid,
		.thread = "t",
		.what = std::move(what)};
}

TraceEvent fence(Microseconds when, FenceStep step, pid_t pid = kSignaler)
{
	return event(when, pid == kWaiter ? 1 : 0, pid, FenceEvent{step, "vgem", "unbound", 7, 1});
}

TraceStory told(std::vector<TraceEvent> events)
{
	return tell({.events = std::move(events)}, {kSignaler, kWaiter});
}

TEST(TraceStory, follows_a_fence_from_step_to_step)
{
	const TraceStory story = told({fence(1, FenceStep::init), fence(2, FenceStep::emit),
		fence(3, FenceStep::enable_signal), fence(4, FenceStep::signaled),
		fence(5, FenceStep::destroy)});
	ASSERT_EQ(story.fences.size(), 1U);
	const TracedFence &told = story.fences[0];
	EXPECT_EQ(told.init, 1U);
	EXPECT_EQ(told.begun(), 2U);
	EXPECT_EQ(told.enabled, 3U);
	EXPECT_EQ(told.signaled, 4U);
	EXPECT_EQ(told.destroyed, 5U);
	EXPECT_EQ(told.signaler.pid, kSignaler);
}

TEST(TraceStory, keeps_the_first_name)
{
	TraceEvent last = fence(2, FenceStep::destroy);
	std::get<FenceEvent>(last.what).driver = "detached-driver";
	const TraceStory story = told({fence(1, FenceStep::init), last});
	ASSERT_EQ(story.fences.size(), 1U);
	EXPECT_EQ(story.fences[0].driver, "vgem");
}

TEST(TraceStory, takes_what_is_made_anew_for_another)
{
	const TraceStory story = told({fence(1, FenceStep::init), fence(2, FenceStep::init),
		fence(3, FenceStep::signaled), fence(4, FenceStep::destroy),
		fence(5, FenceStep::init)});
	ASSERT_EQ(story.fences.size(), 3U);
	EXPECT_FALSE(story.fences[0].signaled);
	EXPECT_EQ(story.fences[1].signaled, 3U);
	EXPECT_FALSE(story.fences[2].signaled);
}

TEST(TraceStory, knows_when_a_wait_ended)
{
	const TraceStory story =
		told({fence(1, FenceStep::wait_start, kWaiter), fence(2, FenceStep::wait_start),
			fence(3, FenceStep::signaled), fence(4, FenceStep::wait_end, kWaiter)});
	ASSERT_EQ(story.fences.size(), 1U);
	ASSERT_EQ(story.fences[0].waits.size(), 2U);
	EXPECT_EQ(story.fences[0].waits[0].end, 4U);
	EXPECT_FALSE(story.fences[0].waits[1].end);
	EXPECT_FALSE(story.fences[0].begun());
}

TEST(TraceStory, follows_a_signal_to_who_is_woken)
{
	const TraceStory story = told({fence(1, FenceStep::signaled),
		event(2, 0, kSignaler, WakingEvent{kWaiter, "waiter"}),
		event(3, 1, 0, SwitchEvent{0, kStranger, "kworker"}),
		event(5, 1, kStranger, SwitchEvent{kStranger, kWaiter, "waiter"})});
	ASSERT_EQ(story.fences.size(), 1U);
	ASSERT_EQ(story.fences[0].wakes.size(), 1U);
	EXPECT_EQ(story.fences[0].wakes[0].thread.pid, kWaiter);
	EXPECT_EQ(story.fences[0].wakes[0].thread.name, "waiter");
	EXPECT_EQ(story.fences[0].wakes[0].waking, 2U);
	EXPECT_EQ(story.fences[0].wakes[0].running, 5U);
}

TEST(TraceStory, charges_no_signal_with_what_others_wake)
{
	TraceEvent tick = event(2, 0, kSignaler, WakingEvent{kStranger, "rcu_preempt"});
	tick.interrupt = 's';
	const TraceStory story = told({fence(1, FenceStep::signaled), tick,
		event(3, 1, kStranger, WakingEvent{kWaiter, "waiter"}),
		event(4, 0, kSignaler, SwitchEvent{kSignaler, 0, "swapper"}),
		event(5, 0, 0, SwitchEvent{0, kSignaler, "signaler"}),
		event(6, 0, kSignaler, WakingEvent{kWaiter, "waiter"})});
	ASSERT_EQ(story.fences.size(), 1U);
	EXPECT_TRUE(story.fences[0].wakes.empty());
}

TEST(TraceStory, ends_a_signal_with_its_system_call)
{
	const TraceStory story = told({fence(1, FenceStep::signaled),
		event(2, 0, kSignaler, WakingEvent{kWaiter, "waiter"}),
		event(3, 0, kSignaler, SyscallExitEvent{}),
		event(4, 0, kSignaler, WakingEvent{kStranger, "runner"})});
	ASSERT_EQ(story.fences.size(), 1U);
	ASSERT_EQ(story.fences[0].wakes.size(), 1U);
	EXPECT_EQ(story.fences[0].wakes[0].thread.pid, kWaiter);
}

TEST(TraceStory, knows_who_had_not_left_its_processor)
{
	const TraceStory story = told(
		{event(1, 1, 0, SwitchEvent{0, kWaiter, "waiter"}), fence(2, FenceStep::signaled),
			event(3, 0, kSignaler, WakingEvent{kWaiter, "waiter"}),
			event(4, 1, kWaiter, SwitchEvent{kWaiter, 0, "swapper"}),
			event(9, 1, 0, SwitchEvent{0, kWaiter, "waiter"})});
	ASSERT_EQ(story.fences.size(), 1U);
	ASSERT_EQ(story.fences[0].wakes.size(), 1U);
	EXPECT_EQ(story.fences[0].wakes[0].running, 3U);
}

// Written by Linux 6.12.95.
constexpr const char *kWakeUp =
	"         wake_up-240     [000] .....    31.010206: dma_fence_init: driver=vgem "
	"timeline=unbound context=61 seqno=1\n"
	"         wake_up-241     [001] d..2.    31.029436: sched_switch: prev_comm=wake_up "
	"prev_pid=241 prev_prio=120 prev_state=S ==> next_comm=rcu_preempt next_pid=19 "
	"next_prio=120\n"
	"         wake_up-240     [000] d..1.    31.029840: dma_fence_signaled: driver=vgem "
	"timeline=unbound context=61 seqno=1\n"
	"         wake_up-240     [000] d..4.    31.029859: sched_waking: comm=wake_up pid=241 "
	"prio=120 target_cpu=001\n"
	"          <idle>-0       [001] d..2.    31.029950: sched_switch: prev_comm=swapper/1 "
	"prev_pid=0 prev_prio=120 prev_state=R ==> next_comm=wake_up next_pid=241 next_prio=120\n";

TEST(TraceStory, understands_what_a_kernel_wrote)
{
	Trace trace;
	add_trace(trace, kWakeUp);
	EXPECT_EQ(trace.unreadable, 0U);
	const TraceStory story = tell(trace, {240, 241});
	ASSERT_EQ(story.fences.size(), 1U);
	EXPECT_EQ(story.fences[0].context, 61U);
	EXPECT_EQ(*story.fences[0].signaled - *story.fences[0].init, 19'634U);
	ASSERT_EQ(story.fences[0].wakes.size(), 1U);
	EXPECT_EQ(story.fences[0].wakes[0].waking - *story.fences[0].signaled, 19U);
	EXPECT_EQ(*story.fences[0].wakes[0].running - *story.fences[0].signaled, 110U);
}

TEST(TraceStory, says_when_followed_threads_ran)
{
	const TraceStory story = told({event(1, 0, 0, SwitchEvent{0, kWaiter, "waiter"}),
		event(2, 0, kWaiter, ForkEvent{300}),
		event(3, 0, kWaiter, SwitchEvent{kWaiter, 300, "child"}),
		event(5, 0, 300, SwitchEvent{300, kStranger, "kworker"}),
		event(9, 0, kStranger, SwitchEvent{kStranger, kWaiter, "waiter"})});
	ASSERT_EQ(story.runs.size(), 2U);
	EXPECT_EQ(story.runs[0].thread.pid, kWaiter);
	EXPECT_EQ(story.runs[0].end, 3U);
	EXPECT_EQ(story.runs[1].thread.pid, 300);
	EXPECT_EQ(story.runs[1].start, 3U);
	EXPECT_EQ(story.runs[1].end, 5U);
}

} // namespace
} // namespace cf
