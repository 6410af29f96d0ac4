// SPDX-License-Identifier: MIT
#include "trace/output/perfetto.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace cf
{
namespace
{

using nlohmann::json;

// A fence that one thread makes and signals, and another waits for.
constexpr const char *kText =
	"            bash-194     [000] .....     1.000001: dma_fence_init: driver=vgem "
	"timeline=un\xff"
	"bound context=7 seqno=1\n"
	"            bash-195     [001] .....     1.000002: dma_fence_wait_start: driver=vgem "
	"timeline=unbound context=7 seqno=1\n"
	"            bash-194     [000] d..1.     1.000010: dma_fence_signaled: driver=vgem "
	"timeline=unbound context=7 seqno=1\n"
	"            bash-194     [000] d..3.     1.000012: sched_waking: comm=bash pid=195 "
	"prio=120 target_cpu=001\n"
	"          <idle>-0       [001] d..2.     1.000020: sched_switch: prev_comm=swapper/1 "
	"prev_pid=0 prev_prio=120 prev_state=R ==> next_comm=bash next_pid=195 next_prio=120\n"
	"            bash-195     [001] .....     1.000022: dma_fence_wait_end: driver=vgem "
	"timeline=unbound context=7 seqno=1\n";

std::vector<json> events()
{
	Trace trace;
	add_trace(trace, kText);
	std::string text;
	write_perfetto("case", trace, tell(trace, {194, 195}),
		[&](std::string_view piece) { text += piece; });
	return json::parse(text).at("traceEvents").get<std::vector<json>>();
}

std::vector<json> events(const std::string &phase, const std::string &name)
{
	std::vector<json> chosen;
	for (const json &event : events())
		if (event.at("ph") == phase && event.at("name") == name)
			chosen.push_back(event);
	return chosen;
}

TEST(Perfetto, shows_each_event_at_its_thread)
{
	const auto signals = events("i", "dma_fence_signaled");
	ASSERT_EQ(signals.size(), 1U);
	EXPECT_EQ(signals[0].at("tid"), 194);
	EXPECT_EQ(signals[0].at("ts"), 1'000'010);
	EXPECT_EQ(signals[0].at("args").at("driver"), "vgem");
	EXPECT_EQ(signals[0].at("args").at("timeline"), "unbound");
}

TEST(Perfetto, shows_how_long_a_fence_lived_and_was_waited_for)
{
	const std::string name = "vgem un\\xffbound 7:1";
	ASSERT_EQ(events("b", name).size(), 1U);
	EXPECT_EQ(events("b", name)[0].at("ts"), 1'000'001);
	ASSERT_EQ(events("e", "until signaled").size(), 1U);
	EXPECT_EQ(events("e", "until signaled")[0].at("ts"), 1'000'010);
	const auto waits = events("X", "dma_fence_wait " + name);
	ASSERT_EQ(waits.size(), 1U);
	EXPECT_EQ(waits[0].at("tid"), 195);
	EXPECT_EQ(waits[0].at("dur"), 20);
}

TEST(Perfetto, takes_any_name)
{
	const std::string name = "a\"b\\c\td";
	Trace trace;
	trace.events.push_back({.thread = name, .name = name, .what = OtherEvent{name}});
	std::string text;
	write_perfetto(name, trace, {}, [&](std::string_view piece) { text += piece; });
	const json last = json::parse(text).at("traceEvents").back();
	EXPECT_EQ(last.at("name"), name);
	EXPECT_EQ(last.at("args").at("fields"), name);
}

TEST(Perfetto, leads_from_the_signal_to_who_is_woken)
{
	const auto starts = events("s", "wake");
	const auto ends = events("f", "wake");
	ASSERT_EQ(starts.size(), 1U);
	ASSERT_EQ(ends.size(), 1U);
	EXPECT_EQ(starts[0].at("tid"), 194);
	EXPECT_EQ(ends[0].at("tid"), 195);
	EXPECT_EQ(starts[0].at("id"), ends[0].at("id"));
	EXPECT_EQ(events("X", "woken by vgem un\\xffbound 7:1").at(0).at("dur"), 8);
}

} // namespace
} // namespace cf
