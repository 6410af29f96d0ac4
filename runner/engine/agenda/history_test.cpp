// SPDX-License-Identifier: MIT
#include "engine/agenda/history.h"

#include <gtest/gtest.h>

namespace cf
{
namespace
{

using enum AttemptKind;

EndedAttempt attempt(AttemptKind kind, Outcome outcome, const char *reason = "")
{
	return {kind, {.verdict = {.outcome = outcome, .reason = reason}, .isolation = "fork"}};
}

EndedAttempt interrupted(AttemptKind kind)
{
	EndedAttempt ended = attempt(kind, Outcome::incomplete);
	ended.result.interrupted = true;
	return ended;
}

EndedAttempt without_process(EndedAttempt ended)
{
	ended.result.isolation.clear();
	return ended;
}

EndedAttempt foreseen(EndedAttempt ended)
{
	ended.result.verdict.expected =
		Expected{.outcome = ended.result.verdict.outcome, .reason = "bug 1"};
	return ended;
}

struct Row {
	const char *name;
	std::vector<EndedAttempt> attempts;
	std::size_t rounds;
	std::size_t retries;
	bool worth_a_retry;
};

class OfACase : public testing::TestWithParam<Row>
{
};

TEST_P(OfACase, counts_rounds_and_retries)
{
	History history;
	for (const EndedAttempt &ended : GetParam().attempts)
		history.add(7, ended);
	EXPECT_EQ(history.rounds_of(7), GetParam().rounds);
	EXPECT_EQ(history.retries_of(7), GetParam().retries);
	EXPECT_EQ(history.worth_a_retry(7), GetParam().worth_a_retry);
	EXPECT_EQ(history.rounds_of(8), 0U);
	EXPECT_FALSE(history.worth_a_retry(8));
}

const Row kRows[] = {
	{"nothing", {}, 0, 0, false},
	{"pass", {attempt(first, Outcome::pass)}, 1, 0, false},
	{"fail", {attempt(first, Outcome::fail)}, 1, 0, true},
	{"skip", {attempt(first, Outcome::skip)}, 1, 0, false},
	{"second_round", {attempt(first, Outcome::pass), attempt(repeat, Outcome::pass)}, 2, 0,
		false},
	{"one_round_of_two_failed", {attempt(first, Outcome::fail), attempt(repeat, Outcome::pass)},
		2, 0, true},
	{"confirmed", {attempt(first, Outcome::fail), attempt(retry, Outcome::crash)}, 1, 1, true},
	{"flaky", {attempt(first, Outcome::fail), attempt(retry, Outcome::pass)}, 1, 1, false},
	{"foreseen", {foreseen(attempt(first, Outcome::fail))}, 1, 0, false},
	{"pass_in_place_of_a_known_failure",
		{foreseen(attempt(first, Outcome::fail)), attempt(repeat, Outcome::crash)}, 2, 0,
		true},
	{"interrupted", {interrupted(first)}, 0, 0, false},
	{"interrupted_and_again", {interrupted(first), attempt(first, Outcome::fail)}, 1, 0, true},
	// It may be what broke the machine.
	{"incomplete", {attempt(first, Outcome::incomplete)}, 1, 0, false},
	// A role that is missing will be missing again.
	{"no_process", {without_process(attempt(first, Outcome::fail))}, 1, 0, false},
};
INSTANTIATE_TEST_SUITE_P(
	History, OfACase, testing::ValuesIn(kRows), [](const auto &row) { return row.param.name; });

RunPlan plan_of(std::initializer_list<const char *> ids)
{
	RunPlan plan;
	for (const char *id : ids)
		plan.cases.push_back({{.id = id}, std::nullopt});
	return plan;
}

TEST(History, has_one_result_a_case_in_the_order_of_the_plan)
{
	const RunPlan plan = plan_of({"a@b@c", "a@b@d", "a@b@e"});
	History history;
	history.add(2, attempt(first, Outcome::pass));
	history.add(0, attempt(first, Outcome::fail, "x"));
	history.add(0, attempt(retry, Outcome::fail, "y"));
	const auto results = history.results(plan, {.reproduce_options = " --timeout 3"});
	ASSERT_EQ(results.size(), 2U);
	EXPECT_EQ(results[0].id, "a@b@c");
	EXPECT_EQ(results[0].result.verdict.reason, "x");
	EXPECT_EQ(results[0].reproduce, "crossfence run a@b@c -o $(mktemp -d) --timeout 3");
	EXPECT_EQ(results[1].id, "a@b@e");
}

// The entry was about the failure that is not confirmed.
TEST(History, a_flaky_case_is_a_warning_and_met_no_expectation)
{
	History history;
	EndedAttempt failed = attempt(first, Outcome::crash, "x");
	failed.result.verdict.expected = Expected{.outcome = Outcome::fail, .reason = "bug 1"};
	history.add(0, failed);
	history.add(0, attempt(retry, Outcome::pass));
	const auto results = history.results(plan_of({"a@b@c"}), {});
	const Verdict &verdict = results.at(0).result.verdict;
	EXPECT_EQ(verdict.outcome, Outcome::warn);
	EXPECT_EQ(verdict.reason, "flaky: crash in 1 of 2 attempts: x");
	EXPECT_FALSE(verdict.counts_against_run());
}

} // namespace
} // namespace cf
