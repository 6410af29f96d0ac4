// SPDX-License-Identifier: MIT
#include "report/formats/lava.h"

#include <gtest/gtest.h>

#include "report/formats/formats.h"

namespace cf
{
namespace
{

TEST(Lava, has_a_signal_a_test_and_one_a_metric)
{
	const TestEntry test{.id = "a@b@c",
		.outcome = Outcome::pass,
		.metrics = {{"wake up", "ns per call", {3, 1, 2.5}}, {"none", "ns", {}}}};
	EXPECT_EQ(lava_lines(test),
		"<LAVA_SIGNAL_TESTCASE TEST_CASE_ID=a@b@c RESULT=pass>\n"
		"<LAVA_SIGNAL_TESTCASE TEST_CASE_ID=a@b@c.wake_up RESULT=pass MEASUREMENT=2.5 "
		"UNITS=ns_per_call>\n");
}

TEST(Lava, knows_four_results)
{
	const std::pair<Outcome, const char *> cases[] = {{Outcome::pass, "pass"},
		{Outcome::warn, "pass"}, {Outcome::skip, "skip"}, {Outcome::notrun, "unknown"},
		{Outcome::incomplete, "unknown"}, {Outcome::fail, "fail"},
		{Outcome::dmesg_warn, "fail"}, {Outcome::dmesg_fail, "fail"},
		{Outcome::timeout, "fail"}, {Outcome::crash, "fail"}};
	for (const auto &[outcome, result] : cases)
		EXPECT_EQ(lava_lines({.id = "a", .outcome = outcome}),
			std::string("<LAVA_SIGNAL_TESTCASE TEST_CASE_ID=a RESULT=") + result +
				">\n");
}

TEST(Lava, words_hold_nothing_that_ends_a_signal)
{
	EXPECT_EQ(lava_word("a b>\n<c=\xc3\xa4"), "a_b___c___");
	EXPECT_EQ(lava_word(""), "_");
}

TEST(Lava, other_text_holds_no_signal)
{
	EXPECT_EQ(without_signals("a <LAVA_SIGNAL_TESTCASE X>\n<<LAVA_SIGNAL_<LAVA_SIGNAL_ b"),
		"a (LAVA_SIGNAL_TESTCASE X>\n<(LAVA_SIGNAL_(LAVA_SIGNAL_ b");
}

TEST(Lava, report_has_a_test_set_for_each_program)
{
	const ResultSet set{.tests = {{.id = "a@b@c"}, {.id = "a@b@d"}, {.id = "e@f@g"}}};
	const std::string text = lava_report(set);
	EXPECT_TRUE(text.starts_with("<LAVA_SIGNAL_TESTSET START a@b>\n"));
	EXPECT_NE(text.find("<LAVA_SIGNAL_TESTSET STOP a@b>\n<LAVA_SIGNAL_TESTSET START e@f>\n"),
		std::string::npos);
	EXPECT_TRUE(text.ends_with("<LAVA_SIGNAL_TESTSET STOP e@f>\n"));
}

} // namespace
} // namespace cf
