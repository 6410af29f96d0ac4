// SPDX-License-Identifier: MIT
#include "verdict/attempt.h"

#include <vector>

#include <gtest/gtest.h>

namespace cf
{
namespace
{

using enum AttemptKind;

AttemptSummary passed(AttemptKind kind)
{
	return {.kind = kind, .outcome = Outcome::pass};
}

AttemptSummary ended(AttemptKind kind, Outcome outcome, const char *reason)
{
	return {kind, outcome, reason, is_unexpected(outcome), false};
}

AttemptSummary cut_short(AttemptKind kind)
{
	return {kind, Outcome::incomplete, "the run was stopped", true, true};
}

struct Row {
	const char *name;
	std::vector<AttemptSummary> attempts;
	Decision decision;
};

class Deciding : public testing::TestWithParam<Row>
{
};

TEST_P(Deciding, gives_one_verdict)
{
	const Decision decision = decide(GetParam().attempts);
	const Decision &wanted = GetParam().decision;
	EXPECT_EQ(decision.deciding, wanted.deciding);
	EXPECT_EQ(name_of(decision.outcome), name_of(wanted.outcome));
	EXPECT_EQ(decision.reason, wanted.reason);
	EXPECT_EQ(decision.flaky, wanted.flaky);
}

const Row kAlone[] = {
	{"pass", {passed(first)}, {0, Outcome::pass, ""}},
	{"fail", {ended(first, Outcome::fail, "x")}, {0, Outcome::fail, "x"}},
	{"interrupted", {cut_short(first)}, {0, Outcome::incomplete, "the run was stopped"}},
};
INSTANTIATE_TEST_SUITE_P(
	Alone, Deciding, testing::ValuesIn(kAlone), [](const auto &row) { return row.param.name; });

const Row kRepeated[] = {
	{"the_last_of_all_good_ones", {passed(first), passed(repeat)}, {1, Outcome::pass, ""}},
	{"a_warning_among_good_ones",
		{passed(first), ended(repeat, Outcome::warn, "odd"), passed(repeat)},
		{1, Outcome::warn, "odd"}},
	{"one_failure_is_enough",
		{passed(first), ended(repeat, Outcome::crash, "x"), passed(repeat)},
		{1, Outcome::crash, "crash in 1 of 3 attempts: x"}},
	{"the_first_failure_of_several",
		{passed(first), ended(repeat, Outcome::fail, "x"),
			ended(repeat, Outcome::crash, "y")},
		{1, Outcome::fail, "fail in 2 of 3 attempts: x"}},
	{"nothing_but_failures",
		{ended(first, Outcome::fail, "x"), ended(repeat, Outcome::crash, "y")},
		{0, Outcome::fail, "x"}},
};
INSTANTIATE_TEST_SUITE_P(Repeated, Deciding, testing::ValuesIn(kRepeated),
	[](const auto &row) { return row.param.name; });

const Row kRetried[] = {
	{"passes_then", {ended(first, Outcome::fail, "x"), passed(retry)},
		{0, Outcome::warn, "flaky: fail in 1 of 2 attempts: x", true}},
	{"passes_at_last",
		{ended(first, Outcome::timeout, "x"), ended(retry, Outcome::fail, "y"),
			passed(retry)},
		{0, Outcome::warn, "flaky: timeout in 2 of 3 attempts: x", true}},
	{"confirmed", {ended(first, Outcome::fail, "x"), ended(retry, Outcome::fail, "y")},
		{0, Outcome::fail, "x"}},
	// That an earlier round was good does not make it flaky: nobody has confirmed or refuted.
	{"confirmed_after_a_good_round",
		{passed(first), ended(repeat, Outcome::fail, "x"),
			ended(retry, Outcome::fail, "y")},
		{1, Outcome::fail, "fail in 2 of 3 attempts: x"}},
};
INSTANTIATE_TEST_SUITE_P(Retried, Deciding, testing::ValuesIn(kRetried),
	[](const auto &row) { return row.param.name; });

const Row kInterrupted[] = {
	{"says_nothing_beside_a_pass", {passed(first), cut_short(repeat)}, {0, Outcome::pass, ""}},
	{"says_nothing_beside_a_failure", {cut_short(first), ended(first, Outcome::fail, "x")},
		{1, Outcome::fail, "x"}},
	{"does_not_confirm", {ended(first, Outcome::fail, "x"), cut_short(retry)},
		{0, Outcome::fail, "x"}},
	{"the_last_when_there_is_nothing_else", {cut_short(first), cut_short(first)},
		{1, Outcome::incomplete, "the run was stopped"}},
};
INSTANTIATE_TEST_SUITE_P(Interrupted, Deciding, testing::ValuesIn(kInterrupted),
	[](const auto &row) { return row.param.name; });

TEST(AttemptKind, has_a_name_that_comes_back)
{
	for (const AttemptKind kind : {first, repeat, retry})
		EXPECT_EQ(attempt_kind_named(name_of(kind)), kind);
	EXPECT_EQ(name_of(retry), "retry");
	EXPECT_FALSE(attempt_kind_named("again"));
}

} // namespace
} // namespace cf
