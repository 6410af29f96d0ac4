// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include "report/formats/formats.h"

namespace cf
{
namespace
{

ResultSet sample()
{
	return {.parts = {{.path = "out", .name = "out", .kernel = "Linux box 7.2.1", .end = 2}},
		.tests = {{.id = "a@b@bad",
				  .outcome = Outcome::fail,
				  .reason = "one\ntwo\x1b[31m",
				  .command = "crossfence run a@b@bad",
				  .isolation = "fork"},
			{.id = "a@b@good", .outcome = Outcome::pass, .end = 1.5},
			{.id = "a@b@known",
				.outcome = Outcome::crash,
				.expected = Foreseen{.reason = "bug 1", .met = true}},
			{.id = "a@b@skip1", .outcome = Outcome::skip, .reason = "no x"},
			{.id = "a@b@skip2", .outcome = Outcome::skip, .reason = "no x"}}};
}

TEST(ConsoleReport, tells_failures_first_and_the_rest_in_groups)
{
	EXPECT_EQ(console_report(sample(), false),
		"out  7.2.1  2.0 s\n"
		"\nfail  a@b@bad\n    one\n    two\\x1b[31m\n"
		"    reproduce: crossfence run a@b@bad\n"
		"\nskipped:\n     2  no x\n"
		"\nfailed as expected:\n     1  crash: bug 1\n"
		"\nslowest:\n    1.50 s  a@b@good\n"
		"\n1 pass, 1 fail, 1 crash, 2 skip; 1 unexpected\n"
		"out did not finish: \n");
}

TEST(ConsoleReport, tells_what_no_test_owns_and_what_was_not_watched)
{
	ResultSet set{.parts = {{.finished = true, .kernel_reports = {{"warn", "W", "f", ""}}}},
		.tests = {{.id = "a", .outcome = Outcome::pass, .unwatched = {"lockdep"}}}};
	const std::string text = console_report(set, false);
	EXPECT_NE(text.find("\nkernel reports that belong to no test:\n    warn: W in f\n"),
		std::string::npos)
		<< text;
	EXPECT_NE(text.find("\n1 tests ran unwatched by lockdep\n"), std::string::npos) << text;
}

TEST(ConsoleReport, has_colours_only_where_they_are_wanted)
{
	EXPECT_EQ(console_report(sample(), false).find('\033'), std::string::npos);
	EXPECT_NE(console_report(sample(), true).find("\033[31mfail\033[0m  a@b@bad"),
		std::string::npos);
}

} // namespace
} // namespace cf
