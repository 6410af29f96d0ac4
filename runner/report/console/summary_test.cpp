// SPDX-License-Identifier: MIT
#include "report/console/summary.h"

#include <gtest/gtest.h>

namespace cf
{
namespace
{

ReportedCase reported(const char *id, Outcome outcome, const char *reason)
{
	return {id, {.verdict = {outcome, reason, {}}, .isolation = "fork"},
		std::string("crossfence run ") + id};
}

TEST(Summary, counts_names_and_reproduces)
{
	const RunReport report{
		.cases = {reported("a@b@good", Outcome::pass, ""),
			reported("a@b@bad", Outcome::fail, "x.cpp:1: differs\n  at 3"),
			reported("a@b@s1", Outcome::skip, "needs vkms"),
			reported("a@b@s2", Outcome::skip, "needs vkms"),
			reported("a@b@s3", Outcome::skip, "needs amdgpu")},
		.seconds = 1.25};
	EXPECT_EQ(summarize(report, "out"),
		"\nskipped:\n"
		"     2  needs vkms\n"
		"     1  needs amdgpu\n"
		"\nfail  a@b@bad\n"
		"    x.cpp:1: differs\n"
		"      at 3\n"
		"    reproduce: crossfence run a@b@bad\n"
		"\n1 pass, 1 fail, 3 skip in 1.2 s\n"
		"results: out\n");
	EXPECT_EQ(report.exit_status(), 1);
}

TEST(Summary, says_when_the_run_did_not_finish)
{
	const RunReport report{.cases = {reported("a@b@good", Outcome::pass, "")},
		.not_run = 4,
		.stopped_because = "SIGINT (Interrupt)",
		.seconds = 2};
	EXPECT_EQ(summarize(report, "out"),
		"\n1 pass, 4 notrun in 2.0 s\n"
		"the run did not finish: SIGINT (Interrupt)\n"
		"results: out\n");
	EXPECT_EQ(report.exit_status(), 3);
}

ReportedCase unwatched(ReportedCase ended)
{
	ended.result.verdict.unwatched = {"lockdep"};
	return ended;
}

TEST(Summary, says_what_was_not_watched_and_since_when)
{
	RunReport report{.cases = {reported("a@b@before", Outcome::pass, ""),
				 reported("a@b@last", Outcome::pass, ""),
				 unwatched(reported("a@b@next", Outcome::pass, "")),
				 unwatched(reported("a@b@skip", Outcome::skip, "needs x"))}};
	report.cases[1].result.verdict.lockdep_lost = true;
	EXPECT_EQ(summarize(report, "out"),
		"\nskipped:\n     1  needs x\n"
		"\nlockdep switched itself off in a@b@last\n"
		"\n2 tests ran unwatched by lockdep\n"
		"\n3 pass, 1 skip in 0.0 s\n"
		"results: out\n");
}

TEST(Summary, ends_with_the_failures)
{
	const std::string text = summarize({.cases = {reported("a@b@bad", Outcome::fail, "x"),
						    reported("a@b@odd", Outcome::warn, "y")}},
		"out");
	EXPECT_LT(text.find("\nwarn  a@b@odd\n    y\n"), text.find("\nfail  a@b@bad\n"));
}

TEST(RunReport, passes_warnings_and_skips_are_as_expected)
{
	const RunReport report{
		.cases = {reported("a", Outcome::pass, ""), reported("b", Outcome::warn, "slow"),
			reported("c", Outcome::skip, "needs x")}};
	EXPECT_EQ(report.exit_status(), 0);
}

} // namespace
} // namespace cf
