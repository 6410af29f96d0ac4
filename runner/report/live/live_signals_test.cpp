// SPDX-License-Identifier: MIT
#include "report/live/live_signals.h"

#include <gtest/gtest.h>

namespace cf
{
namespace
{

class LiveSignalsTest : public testing::Test
{
protected:
	LiveSignals signals() const { return {{{.id = "a@b@c"}, {.id = "a@b@d"}}, settings_}; }

	RunSettings settings_;
};

ReportedCase ended(const char *id, Outcome outcome)
{
	return {id, {.verdict = {.outcome = outcome, .reason = "x"}, .isolation = "fork"}, {}};
}

constexpr const char *kMetric =
	R"({"event":"metric","name":"wake","unit":"ns","values":[3, 1, 2]})";

TEST_F(LiveSignalsTest, come_at_once_with_what_was_measured)
{
	LiveSignals live = signals();
	live.hear(0, kMetric);
	live.hear(1, R"({"event":"end","result":"pass"})");
	live.hear(1, "no event");
	EXPECT_EQ(live.ended(ended("a@b@d", Outcome::fail)),
		"<LAVA_SIGNAL_TESTSET START a@b>\n"
		"<LAVA_SIGNAL_TESTCASE TEST_CASE_ID=a@b@d RESULT=fail>\n");
	EXPECT_EQ(live.ended(ended("a@b@c", Outcome::pass)),
		"<LAVA_SIGNAL_TESTCASE TEST_CASE_ID=a@b@c RESULT=pass>\n"
		"<LAVA_SIGNAL_TESTCASE TEST_CASE_ID=a@b@c.wake RESULT=pass MEASUREMENT=2 "
		"UNITS=ns>\n");
}

TEST_F(LiveSignalsTest, are_never_given_twice_nor_left_out)
{
	LiveSignals live = signals();
	live.ended(ended("a@b@c", Outcome::pass));
	const ResultSet results{.tests = {{.id = "a@b@c", .outcome = Outcome::pass},
					{.id = "a@b@d", .outcome = Outcome::notrun}}};
	EXPECT_EQ(live.rest(results),
		"<LAVA_SIGNAL_TESTCASE TEST_CASE_ID=a@b@d RESULT=unknown>\n"
		"<LAVA_SIGNAL_TESTSET STOP a@b>\n");
}

TEST_F(LiveSignalsTest, wait_for_a_retry_and_not_only_until_it)
{
	settings_.retry = 1;
	LiveSignals live = signals();
	EXPECT_NE(live.ended(ended("a@b@c", Outcome::pass)), "");
	EXPECT_EQ(live.ended(ended("a@b@d", Outcome::fail)), "");
	EXPECT_EQ(live.ended(ended("a@b@d", Outcome::pass)), "");
	const ResultSet results{.tests = {{.id = "a@b@d", .outcome = Outcome::warn}}};
	EXPECT_NE(live.rest(results).find("a@b@d RESULT=pass"), std::string::npos);
}

TEST_F(LiveSignalsTest, wait_for_the_last_round)
{
	settings_.repeat = 2;
	LiveSignals live = signals();
	EXPECT_EQ(live.ended(ended("a@b@c", Outcome::pass)), "");
	EXPECT_EQ(live.ended(ended("a@b@c", Outcome::pass)), "");
}

TEST_F(LiveSignalsTest, wait_where_an_earlier_part_has_had_an_attempt)
{
	LiveSignals live = signals();
	live.has_run_before(1);
	EXPECT_EQ(live.ended(ended("a@b@d", Outcome::pass)), "");
	EXPECT_NE(live.ended(ended("a@b@c", Outcome::pass)), "");
}

} // namespace
} // namespace cf
