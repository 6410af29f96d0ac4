// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include "report/formats/formats.h"

namespace cf
{
namespace
{

TEST(Ktap, nests_folders_and_programs)
{
	const ResultSet set{.tests = {{.id = "a@b@c", .outcome = Outcome::pass},
				    {.id = "a@b@d@x", .outcome = Outcome::skip, .reason = "no y"},
				    {.id = "a@e@f", .outcome = Outcome::pass}}};
	EXPECT_EQ(ktap_report(set),
		"KTAP version 1\n1..1\n"
		"  KTAP version 1\n  1..2\n"
		"    KTAP version 1\n    1..2\n"
		"    ok 1 c\n"
		"    ok 2 d@x # SKIP no y\n"
		"  ok 1 b\n"
		"    KTAP version 1\n    1..1\n"
		"    ok 1 f\n"
		"  ok 2 e\n"
		"ok 1 a\n");
}

// The line of the one test, and whether the groups around it are ok, too.
std::string line_of(TestEntry test)
{
	test.id = "a@b@c";
	const std::string text = ktap_report({.tests = {std::move(test)}});
	const std::size_t begin = text.find("ok 1 c");
	const bool failed = text.find("not ok 1 a") != text.npos;
	return (failed ? "not " : "") + text.substr(begin, text.find('\n', begin) - begin);
}

TEST(Ktap, has_a_directive_for_what_is_no_plain_result)
{
	const Foreseen known{.reason = "bug 1", .met = true};
	EXPECT_EQ(line_of({.outcome = Outcome::pass}), "ok 1 c");
	EXPECT_EQ(line_of({.outcome = Outcome::warn, .reason = "odd"}), "ok 1 c");
	EXPECT_EQ(line_of({.outcome = Outcome::fail, .reason = "r"}), "not ok 1 c");
	EXPECT_EQ(line_of({.outcome = Outcome::dmesg_warn, .reason = "r"}), "not ok 1 c");
	EXPECT_EQ(
		line_of({.outcome = Outcome::timeout, .reason = "r\ns"}), "not ok 1 c # TIMEOUT r");
	EXPECT_EQ(line_of({.outcome = Outcome::crash, .reason = "r"}), "not ok 1 c # ERROR r");
	EXPECT_EQ(line_of({.outcome = Outcome::notrun, .reason = "r"}), "ok 1 c # SKIP r");
	EXPECT_EQ(line_of({.outcome = Outcome::fail, .expected = known}), "ok 1 c # XFAIL bug 1");
	EXPECT_EQ(line_of({.outcome = Outcome::pass, .expected = Foreseen{}}), "not ok 1 c");
}

TEST(Ktap, has_the_kernels_reports_as_remarks)
{
	const ResultSet set{.parts = {{.kernel_reports = {{"panic",
					       "Kernel panic - not syncing: VFS:", "", ""}}}},
		.tests = {{.id = "a@b@c",
			.outcome = Outcome::pass,
			.kernel_reports = {{"warn", "W", "f", "noisy"}}}}};
	const std::string text = ktap_report(set);
	EXPECT_NE(text.find("    #   kernel reports:\n"
			    "    #   warn: W in f (does not count: noisy)\n"
			    "    ok 1 c\n"),
		text.npos)
		<< text;
	EXPECT_TRUE(text.ends_with("\nok 1 a\n"
				   "#   kernel reports that belong to no test:\n"
				   "#   panic: Kernel panic - not syncing; VFS:\n"))
		<< text;
}

TEST(Ktap, reasons_look_like_nothing_else)
{
	const ResultSet set{
		.tests = {{.id = "a@b@c",
			.outcome = Outcome::crash,
			.reason = "x # SKIP y\nok 1 z\n# Subtest: s\nreboot: System halted",
			.command = "crossfence run a@b@c"}}};
	const std::string text = ktap_report(set);
	EXPECT_EQ(text.find("# SKIP y\n    ok"), text.npos);
	EXPECT_NE(text.find("not ok 1 c # ERROR x _ SKIP y\n"), text.npos) << text;
	EXPECT_NE(text.find("\n    #   ok 1 z\n"), text.npos);
	EXPECT_NE(text.find("\n    #   # Subtest: s\n"), text.npos);
	EXPECT_NE(text.find("#   reboot; System halted\n"), text.npos);
	EXPECT_NE(text.find("#   reproduce: crossfence run a@b@c\n"), text.npos);
}

} // namespace
} // namespace cf
