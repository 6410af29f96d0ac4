// SPDX-License-Identifier: MIT
#include "trace/output/trace_summary.h"

#include <gtest/gtest.h>

namespace cf
{
namespace
{

bool has(const std::string &text, std::string_view words)
{
	return text.find(words) != text.npos;
}

TracedFence fence(std::uint32_t number, Microseconds init, Microseconds signaled)
{
	TracedFence fence{.driver = "vgem", .timeline = "unbound", .context = number, .seqno = 1};
	fence.seen = init;
	fence.init = init;
	fence.signaled = signaled;
	fence.signaler = {194, "signaler"};
	return fence;
}

const TraceSubject kSubject{.id = "fences@usage@polls", .begun = 1'000'000};

TEST(TraceSummary, says_what_each_step_took)
{
	TraceStory story{.fences = {fence(7, 1'001'000, 1'003'500)}};
	story.fences[0].wakes = {{{195, "waiter"}, 1'003'510, 1'003'540}};
	story.fences[0].waits = {{{195, "waiter"}, 1'002'000, 1'003'600}};
	const std::string text = summarize_trace(kSubject, story);
	EXPECT_TRUE(has(text, "fences@usage@polls: 1 fences, 1 wake-ups, 1 waits"));
	EXPECT_TRUE(has(text, "vgem unbound: 1 fences"));
	EXPECT_TRUE(has(text, "begun to signaled                   1 times  median    2.5 ms"));
	EXPECT_TRUE(has(text, "waking to running                   1 times  median     30 µs"));
	EXPECT_TRUE(has(text, "1.000         -     3.500         -  vgem unbound 7:1\n"));
	EXPECT_TRUE(has(text,
		"signaled by signaler-194; woke waiter-195 after 10 µs, which "
		"ran after 40 µs; the wait of waiter-195 ended after 100 µs"));
	EXPECT_FALSE(has(text, "lost"));
}

TEST(TraceSummary, says_what_is_missing)
{
	TraceSubject subject = kSubject;
	subject.lost = 12;
	subject.unreadable = 3;
	const std::string text = summarize_trace(subject, {});
	EXPECT_TRUE(has(text, "12 events are lost"));
	EXPECT_TRUE(has(text, "3 lines of it could not be read"));
}

TEST(TraceSummary, leaves_out_the_shortest_and_counts_them)
{
	TraceStory story;
	for (std::uint32_t i = 0; i < 23; ++i)
		story.fences.push_back(fence(i, 1'000'000, 1'000'001 + i));
	const std::string text = summarize_trace(kSubject, story);
	EXPECT_TRUE(has(text, "and 3 fences that were pending for less long"));
	EXPECT_FALSE(has(text, "unbound 2:1\n"));
	EXPECT_LT(text.find("unbound 3:1\n"), text.find("unbound 22:1\n"));
}

TEST(TraceSummary, names_a_few_threads_of_many)
{
	TraceStory story{.fences = {fence(7, 1'001'000, 1'003'500)}};
	for (pid_t pid = 200; pid < 300; ++pid)
		story.fences[0].wakes.push_back({{pid, "w"}, 1'003'510, std::nullopt});
	const std::string text = summarize_trace(kSubject, story);
	EXPECT_TRUE(has(text, "woke w-203"));
	EXPECT_FALSE(has(text, "w-204"));
	EXPECT_TRUE(has(text, "; and 96 more"));
}

TEST(TraceSummary, shows_a_fence_that_nobody_signaled)
{
	TraceStory story{.fences = {fence(7, 1'001'000, 0)}};
	story.fences[0].signaled.reset();
	EXPECT_TRUE(has(summarize_trace(kSubject, story), "not signaled"));
}

} // namespace
} // namespace cf
