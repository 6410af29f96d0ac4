// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include "report/formats/formats.h"

namespace cf
{
namespace
{

std::string results_of(const TestEntry &test)
{
	return results_csv({.tests = {test}});
}

TEST(Csv, calls_outcomes_as_deqp_runner_does)
{
	const std::pair<Outcome, const char *> cases[] = {{Outcome::pass, "Pass"},
		{Outcome::warn, "Warn"}, {Outcome::skip, "Skip"}, {Outcome::notrun, "NotRun"},
		{Outcome::fail, "Fail"}, {Outcome::dmesg_warn, "Fail"},
		{Outcome::dmesg_fail, "Fail"}, {Outcome::timeout, "Timeout"},
		{Outcome::crash, "Crash"}, {Outcome::incomplete, "Missing"}};
	for (const auto &[outcome, status] : cases)
		EXPECT_EQ(results_of({.id = "a@b@c", .outcome = outcome, .start = 1, .end = 1.5}),
			std::string("a@b@c,") + status + ",0.500000\n");
}

TEST(Csv, tells_the_foreseen_and_the_flaky)
{
	TestEntry test{.id = "a", .outcome = Outcome::crash, .expected = Foreseen{.met = true}};
	EXPECT_EQ(results_of(test), "a,ExpectedFail,0.000000\n");
	test.expected->sometimes = true;
	EXPECT_EQ(results_of(test), "a,KnownFlake,0.000000\n");
	test.outcome = Outcome::pass;
	EXPECT_EQ(results_of(test), "a,Pass,0.000000\n");
	test.expected = Foreseen{.met = false};
	EXPECT_EQ(results_of(test), "a,UnexpectedImprovement(Pass),0.000000\n");
	EXPECT_EQ(results_of({.id = "a", .outcome = Outcome::warn, .reason = "flaky: once"}),
		"a,Flake,0.000000\n");
}

TEST(Csv, lists_as_failures_what_counts)
{
	ResultSet set{
		.tests = {{.id = "a", .outcome = Outcome::pass},
			{.id = "b", .outcome = Outcome::fail},
			{.id = "c", .outcome = Outcome::fail, .expected = Foreseen{.met = true}},
			{.id = "d", .outcome = Outcome::skip}}};
	EXPECT_EQ(failures_csv(set), "b,Fail\n");
}

TEST(Csv, has_one_row_a_test_whatever_it_is_called)
{
	EXPECT_EQ(results_of({.id = "a,b\n\"c\"", .outcome = Outcome::pass}),
		"a_b__c_,Pass,0.000000\n");
}

} // namespace
} // namespace cf
