// SPDX-License-Identifier: MIT
#include "verdict/kernel/kernel_complaint.h"

#include <gtest/gtest.h>

#include "verdict/verdict.h"

namespace cf
{
namespace
{

// A case that passes and has announced a report of that kind.
CaseFacts announcing(const std::string &kind)
{
	CaseFacts facts{.ending = {Ending::Kind::exited, 0, ""}, .kernel = {.watched = true}};
	add_event_line(facts.events, R"({"event":"splat","kind":")" + kind + R"("})");
	add_event_line(facts.events, R"({"event":"end","result":"pass"})");
	return facts;
}

const KmsgRecord kRecursion{
	.level = 4, .sequence = 7, .text = "WARNING: possible recursive locking detected"};

TEST(Announcement, makes_its_report_and_what_it_brings_no_complaint)
{
	CaseFacts facts = announcing("lockdep-recursive");
	facts.kernel.log = {kRecursion};
	facts.kernel.new_taint = 1U << 9;
	facts.kernel.lockdep_off = true;
	const Verdict verdict = judge(facts);
	EXPECT_EQ(verdict.outcome, Outcome::pass) << verdict.reason;
	ASSERT_EQ(verdict.reports.size(), 1U);
	EXPECT_TRUE(verdict.reports[0].announced);
	EXPECT_EQ(verdict.notes.size(), 3U);
}

TEST(Announcement, excuses_nothing_else)
{
	CaseFacts facts = announcing("lockdep-recursive");
	facts.kernel.log = {kRecursion,
		{.level = 3, .sequence = 8, .microseconds = 9'000'000, .text = "disk on fire"}};
	const Verdict verdict = judge(facts);
	EXPECT_EQ(verdict.outcome, Outcome::dmesg_warn);
	EXPECT_EQ(verdict.reason, "kernel: error: disk on fire");
}

TEST(Announcement, that_the_kernel_does_not_keep_fails_the_case)
{
	const Verdict verdict = judge(announcing("kasan"));
	EXPECT_EQ(verdict.outcome, Outcome::fail);
	EXPECT_EQ(verdict.reason, "the kernel did not make the announced kasan report");
	EXPECT_EQ(judge(announcing("sparks")).reason,
		"announced 'sparks', which is no kind of kernel report");
}

TEST(Announcement, that_nobody_can_check_skips_the_case)
{
	CaseFacts facts = announcing("lockdep-circular");
	facts.kernel.lockdep_was_off = true;
	EXPECT_EQ(judge(facts).outcome, Outcome::skip);
	EXPECT_EQ(judge(facts).reason,
		"lockdep was off before: it cannot make a lockdep-circular report");
	EXPECT_EQ(judge(facts).unwatched, std::vector<std::string>{"lockdep"});
	facts.kernel = {.watched = false};
	EXPECT_EQ(judge(facts).reason,
		"the kernel log is not watched: a lockdep-circular report cannot be seen");
}

TEST(Announcement, changes_no_failure)
{
	CaseFacts facts = announcing("kasan");
	facts.ending.value = 1;
	EXPECT_EQ(judge(facts).reason, "exit status 1 without a reported failure");
}

TEST(Harmless, report_does_not_count_and_is_noted)
{
	CaseFacts facts{.ending = {Ending::Kind::exited, 0, ""}};
	add_event_line(facts.events, R"({"event":"end","result":"pass"})");
	facts.kernel.log = {{.level = 3, .sequence = 1, .text = "vmap failed, as it should"}};
	const HarmlessPattern known("vmap failed", {"error"}, "it only logs");
	const Verdict verdict = judge(facts, {&known, 1});
	EXPECT_EQ(verdict.outcome, Outcome::pass);
	ASSERT_EQ(verdict.notes.size(), 1U);
	EXPECT_EQ(verdict.notes[0],
		"does not count: error: vmap failed, as it should (it only logs)");
	EXPECT_EQ(judge(facts).outcome, Outcome::dmesg_warn);
}

} // namespace
} // namespace cf
