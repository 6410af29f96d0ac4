// SPDX-License-Identifier: MIT
#include "verdict/verdict.h"

#include <vector>

#include <gtest/gtest.h>

namespace cf
{
namespace
{

CaseEvents events_of(const std::vector<const char *> &lines)
{
	CaseEvents events;
	for (const char *line : lines)
		add_event_line(events, line);
	return events;
}

constexpr const char *kEndPass = R"({"event":"end","result":"pass"})";
constexpr const char *kEndSkip = R"({"event":"end","result":"skip"})";
constexpr const char *kSkip = R"({"event":"skip","reason":"needs vgem: CONFIG_DRM_VGEM"})";
constexpr const char *kWarn = R"({"event":"warn","reason":"slow"})";
constexpr const char *kFailure =
	R"({"event":"failure","file":"a.cpp","line":7,"message":"byte 3 differs"})";

struct Row {
	const char *what;
	Ending ending;
	std::vector<const char *> events;
	Outcome outcome;
	const char *reason;
};

using Kind = Ending::Kind;

const Row kRows[] = {
	{"success", {Kind::exited, 0}, {kEndPass}, Outcome::pass, ""},
	{"success with a warning", {Kind::exited, 0}, {kWarn, kEndPass}, Outcome::warn, "slow"},
	{"silence", {Kind::exited, 0}, {}, Outcome::fail, "exited 0 without reporting a result"},
	{"contradiction", {Kind::exited, 0}, {kEndSkip}, Outcome::fail,
		"exited 0 and reported skip"},
	{"failure and 0", {Kind::exited, 0}, {kFailure, kEndPass}, Outcome::fail,
		"a.cpp:7: byte 3 differs"},
	{"garbage", {Kind::exited, 0}, {"{]", kEndPass}, Outcome::fail,
		"its event stream has a line that cannot be decoded"},
	{"skip", {Kind::exited, 77}, {kSkip, kEndSkip}, Outcome::skip,
		"needs vgem: CONFIG_DRM_VGEM"},
	{"skip without reason", {Kind::exited, 77}, {kEndSkip}, Outcome::fail,
		"skipped without saying why"},
	{"skip with an empty reason", {Kind::exited, 77},
		{R"({"event":"skip","reason":""})", kEndSkip}, Outcome::fail,
		"skipped without saying why"},
	{"skip after failure", {Kind::exited, 77}, {kFailure, kSkip, kEndSkip}, Outcome::fail,
		"a.cpp:7: byte 3 differs"},
	{"77 without skip", {Kind::exited, 77}, {kEndPass}, Outcome::fail,
		"exited 77 without reporting a skip"},
	{"failures", {Kind::exited, 1}, {kFailure, kFailure}, Outcome::fail,
		"a.cpp:7: byte 3 differs\n(and 1 more)"},
	{"1 without a word", {Kind::exited, 1}, {}, Outcome::fail,
		"exit status 1 without a reported failure"},
	{"other status", {Kind::exited, 3}, {}, Outcome::crash, "exit status 3"},
	{"signal", {Kind::signaled, 11}, {kEndPass}, Outcome::crash,
		"killed by SIGSEGV (Segmentation fault)"},
	{"time", {Kind::timed_out, 120}, {}, Outcome::timeout,
		"ran longer than 120 s and was killed"},
	{"interrupt", {Kind::stopped, 2}, {}, Outcome::incomplete,
		"the run was stopped by SIGINT (Interrupt)"},
	{"no start", {Kind::not_started, 0, "no such file"}, {}, Outcome::fail,
		"could not be started\nno such file"},
};

class VerdictOfEnding : public testing::TestWithParam<Row>
{
};

TEST_P(VerdictOfEnding, agrees_with_the_table)
{
	const Row &row = GetParam();
	const Verdict verdict = judge({.ending = row.ending, .events = events_of(row.events)});
	EXPECT_EQ(name_of(verdict.outcome), name_of(row.outcome)) << row.what;
	EXPECT_EQ(verdict.reason, row.reason) << row.what;
}

INSTANTIATE_TEST_SUITE_P(Rows, VerdictOfEnding, testing::ValuesIn(kRows));

CaseFacts passing()
{
	return {.ending = {Kind::exited, 0, ""}, .events = events_of({kEndPass})};
}

TEST(Verdict, processes_left_behind_fail_a_pass)
{
	CaseFacts facts = passing();
	facts.left_behind = {"12 (sleep)", "13 (sh)"};
	const Verdict verdict = judge(facts);
	EXPECT_EQ(verdict.outcome, Outcome::fail);
	EXPECT_EQ(verdict.reason, "left processes behind: 12 (sleep), 13 (sh)");
}

TEST(Verdict, an_unkillable_process_is_a_timeout)
{
	CaseFacts facts = passing();
	facts.unkillable = {"12 (x) in state D in dma_fence_default_wait"};
	EXPECT_EQ(judge(facts).outcome, Outcome::timeout);
}

TEST(Verdict, a_kernel_warning_turns_pass_and_fail)
{
	CaseFacts facts = passing();
	facts.kernel.log = {{.level = 6, .text = "harmless"},
		{.level = 4, .text = "------------[ cut here ]------------"},
		{.level = 4, .text = "WARNING: CPU: 0 PID: 1 at x.c:1"}};
	EXPECT_EQ(judge(facts).outcome, Outcome::dmesg_warn);
	EXPECT_EQ(judge(facts).reason, "kernel: warn: WARNING at x.c:1");
	facts.ending.value = 1;
	EXPECT_EQ(judge(facts).outcome, Outcome::dmesg_fail);
	facts.ending = {Kind::signaled, 9, ""};
	EXPECT_EQ(judge(facts).outcome, Outcome::crash);
}

TEST(Verdict, taint_alarms_or_is_noted)
{
	CaseFacts facts = passing();
	facts.kernel.new_taint = 1U << 12;
	EXPECT_EQ(judge(facts).outcome, Outcome::pass);
	ASSERT_EQ(judge(facts).notes.size(), 1U);
	EXPECT_EQ(judge(facts).notes[0], "kernel newly tainted: O (out-of-tree module was loaded)");
	facts.kernel.new_taint = 1U << 9;
	EXPECT_EQ(judge(facts).outcome, Outcome::dmesg_warn);
	EXPECT_EQ(judge(facts).reason, "kernel newly tainted: W (kernel issued a warning)");
}

TEST(Verdict, lost_lockdep_is_a_complaint)
{
	CaseFacts facts = passing();
	facts.kernel.lockdep_off = true;
	EXPECT_EQ(judge(facts).outcome, Outcome::dmesg_warn);
}

} // namespace
} // namespace cf
