// SPDX-License-Identifier: MIT
#include "report/compare/comparison.h"

#include <cmath>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "report/compare/comparison_text.h"

namespace cf
{
namespace
{

ResultSet one(TestEntry test)
{
	test.id = "a@b@c";
	return {.parts = {{.path = "out"}}, .tests = {std::move(test)}};
}

// The names of the lists that are not empty, as the JSON has them.
std::string lists(const ResultSet &before, const ResultSet &after)
{
	std::string names;
	const nlohmann::json json = comparison_json(compare(before, after), before, after);
	for (const auto &[name, list] : json.items())
		if (list.is_array() && !list.empty())
			names += (names.empty() ? "" : " ") + name;
	return names;
}

std::string change(Outcome before, Outcome after)
{
	return lists(one({.outcome = before}), one({.outcome = after}));
}

TEST(Comparison, sorts_a_test_by_its_two_outcomes)
{
	EXPECT_EQ(change(Outcome::pass, Outcome::pass), "");
	EXPECT_EQ(change(Outcome::pass, Outcome::warn), "");
	EXPECT_EQ(change(Outcome::pass, Outcome::fail), "regressions");
	EXPECT_EQ(change(Outcome::skip, Outcome::crash), "regressions");
	EXPECT_EQ(change(Outcome::pass, Outcome::incomplete), "regressions");
	EXPECT_EQ(change(Outcome::fail, Outcome::pass), "fixes");
	EXPECT_EQ(change(Outcome::fail, Outcome::fail), "");
	EXPECT_EQ(change(Outcome::fail, Outcome::crash), "changed");
	EXPECT_EQ(change(Outcome::fail, Outcome::skip), "no_longer_run");
	EXPECT_EQ(change(Outcome::pass, Outcome::notrun), "no_longer_run");
	EXPECT_EQ(change(Outcome::skip, Outcome::notrun), "");
	EXPECT_EQ(change(Outcome::notrun, Outcome::pass), "run_again");
}

TEST(Comparison, does_not_count_a_failure_that_is_foreseen)
{
	const TestEntry known{.outcome = Outcome::fail, .expected = Foreseen{.met = true}};
	EXPECT_EQ(lists(one({.outcome = Outcome::pass}), one(known)), "known_failures");
}

TEST(Comparison, tells_new_from_vanished)
{
	const ResultSet a{.tests = {{.id = "a"}, {.id = "b"}}};
	const ResultSet b{
		.tests = {{.id = "b"}, {.id = "c"}, {.id = "d", .outcome = Outcome::fail}}};
	const Comparison comparison = compare(a, b);
	ASSERT_EQ(comparison.added.size(), 2U);
	EXPECT_EQ(comparison.added[0].after->id, "d");
	ASSERT_EQ(comparison.vanished.size(), 1U);
	EXPECT_EQ(comparison.vanished[0].before->id, "a");
	EXPECT_EQ(comparison.unchanged, 1U);
}

TEST(Comparison, looks_at_the_shape_of_reasons)
{
	EXPECT_EQ(reason_shape("at 0xffff81 pid 4242 in cpu1"), "at # pid # in cpu#");
	const auto failed = [](const char *reason) {
		return one({.outcome = Outcome::fail, .reason = reason});
	};
	EXPECT_EQ(lists(failed("left pid 12"), failed("left pid 9")), "");
	EXPECT_EQ(lists(failed("left pid 12"), failed("wrong content")), "changed");
}

TEST(Comparison, calls_a_run_time_other_by_ratio_and_by_seconds)
{
	const auto took = [](double end) {
		return one({.outcome = Outcome::pass, .end = end});
	};
	EXPECT_EQ(lists(took(1), took(2.5)), "run_times");
	EXPECT_EQ(lists(took(2.5), took(1)), "run_times");
	EXPECT_EQ(lists(took(10), took(12)), "");
	EXPECT_EQ(lists(took(0.01), took(0.1)), "");
}

TEST(Comparison, tells_slower_from_faster_where_it_is_sure)
{
	const auto measured = [](std::vector<double> values) {
		return one({.outcome = Outcome::pass,
			.metrics = {{.name = "m", .unit = "ns", .values = std::move(values)}}});
	};
	EXPECT_EQ(lists(measured({99, 100, 101, 102}), measured({199, 200, 201, 202})), "slower");
	EXPECT_EQ(lists(measured({199, 200, 201, 202}), measured({99, 100, 101, 102})), "faster");
	EXPECT_EQ(lists(measured({99, 100, 101, 102}), measured({103, 104, 105, 106})), "");
	EXPECT_EQ(lists(measured({0, 100, 300, 350}), measured({50, 150, 400, 450})), "");
}

TEST(Comparison, tells_what_grows_more_with_size)
{
	const auto costing = [](double exponent) {
		TestEntry test{.outcome = Outcome::pass};
		for (const double size : {1.0, 16.0, 256.0})
			test.metrics.push_back({.name = "m",
				.unit = "ns",
				.values = std::vector<double>(9, std::pow(size, exponent)),
				.size = size});
		return one(std::move(test));
	};
	EXPECT_EQ(lists(costing(1), costing(2)), "slower steeper");
	EXPECT_EQ(lists(costing(2), costing(1)), "faster flatter");
	const std::string text =
		comparison_text(compare(costing(1), costing(2)), costing(1), costing(2));
	EXPECT_NE(text.find("  cost now grows as n^2.0, was n^1.0 (+1.00; +1.00 to +1.00)  m from "
			    "1 to 256 of a@b@c\n"),
		text.npos)
		<< text;
	EXPECT_NE(text.find("\n0 regressions, 2 slower, 1 growing more, "), text.npos) << text;
}

TEST(Comparison, in_words_ends_with_the_regressions)
{
	const ResultSet before = one({.outcome = Outcome::pass});
	const ResultSet after = one(
		{.outcome = Outcome::fail, .reason = "wrong", .command = "crossfence run a@b@c"});
	const std::string text = comparison_text(compare(before, after), before, after);
	EXPECT_NE(text.find("\nregressions: 1\n  a@b@c\n    A  pass\n    B  fail: wrong\n"
			    "    reproduce: crossfence run a@b@c\n\n1 regressions, 0 slower, 0 "
			    "growing more, 0 fixes"),
		text.npos)
		<< text;
}

} // namespace
} // namespace cf
