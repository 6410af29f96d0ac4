// SPDX-License-Identifier: MIT
#include "engine/agenda/agenda.h"

#include <cctype>

#include <gtest/gtest.h>

namespace cf
{
namespace
{

using enum AttemptKind;

CaseResult result(Outcome outcome)
{
	return {.verdict = {.outcome = outcome, .reason = "x"}, .isolation = "fork"};
}

class AgendaTest : public testing::Test
{
protected:
	AgendaTest()
	{
		for (const char *id : {"a", "b", "c", "d"})
			plan_.cases.push_back({{.id = id}, std::nullopt});
	}

	Agenda agenda(History history = {}) { return {plan_, settings_, std::move(history)}; }

	// Everything that is due, one after the other: "a b c d" for the first round; a case in
	// `failing` fails each time. A letter of a retry is a capital.
	std::string do_all(Agenda &agenda, std::string_view failing = "")
	{
		std::string done;
		for (int round = 0; round < kRoundsShown && agenda.refill() > 0; ++round) {
			done += done.empty() ? "" : " ";
			while (const auto turn = agenda.schedule().take(std::nullopt)) {
				const char letter = static_cast<char>('a' + turn->number);
				done += turn->kind == retry
					? static_cast<char>(std::toupper(letter))
					: letter;
				const bool fails = failing.find(letter) != failing.npos;
				agenda.ended(*turn, result(fails ? Outcome::fail : Outcome::pass));
			}
		}
		return done;
	}

	static constexpr int kRoundsShown = 5;
	RunPlan plan_;
	RunSettings settings_;
};

TEST_F(AgendaTest, is_one_round_of_the_plan_if_nothing_else_is_asked_for)
{
	Agenda todo = agenda();
	EXPECT_EQ(todo.refill(), 4U);
	EXPECT_EQ(do_all(todo, "b"), "abcd");
	EXPECT_EQ(todo.refill(), 0U);
}

TEST_F(AgendaTest, repeats_in_rounds)
{
	settings_.repeat = 3;
	Agenda todo = agenda();
	EXPECT_EQ(do_all(todo, "b"), "abcd abcd abcd");
}

TEST_F(AgendaTest, a_repeated_turn_is_called_so)
{
	settings_.repeat = 2;
	Agenda todo = agenda();
	for (const AttemptKind kind : {first, repeat}) {
		todo.refill();
		while (const auto turn = todo.schedule().take(std::nullopt)) {
			EXPECT_EQ(name_of(turn->kind), name_of(kind));
			todo.ended(*turn, result(Outcome::pass));
		}
	}
}

TEST_F(AgendaTest, what_is_decided_without_running_has_one_round_only)
{
	settings_.repeat = 2;
	plan_.cases[1].settled = Verdict{.outcome = Outcome::skip, .reason = "left out"};
	Agenda todo = agenda();
	EXPECT_EQ(do_all(todo), "abcd acd");
}

TEST_F(AgendaTest, retries_failures_at_the_end_as_often_as_allowed)
{
	settings_.retry = 2;
	Agenda todo = agenda();
	EXPECT_EQ(do_all(todo, "bd"), "abcd BD BD");
}

TEST_F(AgendaTest, retries_no_more_once_it_has_passed)
{
	settings_.retry = 2;
	Agenda todo = agenda();
	for (const bool fails : {true, false}) {
		todo.refill();
		while (const auto turn = todo.schedule().take(std::nullopt))
			todo.ended(*turn, result(fails ? Outcome::fail : Outcome::pass));
	}
	EXPECT_EQ(todo.refill(), 0U);
}

TEST_F(AgendaTest, ends_with_the_first_failure_when_asked_to)
{
	settings_.until_fail = true;
	settings_.repeat = 3;
	Agenda todo = agenda();
	EXPECT_EQ(do_all(todo, "b"), "ab");
	EXPECT_EQ(todo.refill(), 0U);
}

TEST_F(AgendaTest, has_no_end_when_only_a_failure_is_to_end_it)
{
	settings_.until_fail = true;
	Agenda todo = agenda();
	EXPECT_EQ(do_all(todo), "abcd abcd abcd abcd abcd");
	EXPECT_EQ(todo.refill(), 4U);
}

TEST_F(AgendaTest, a_seed_means_the_same_order_each_time_and_another_one_a_round)
{
	settings_.shuffle = 7;
	settings_.repeat = 2;
	Agenda once = agenda();
	const std::string order = do_all(once);
	Agenda again = agenda();
	EXPECT_EQ(do_all(again), order);
	const std::string first_round = order.substr(0, 4);
	EXPECT_NE(first_round, order.substr(5));
	// Written down here, so that no library's other shuffling goes unnoticed.
	EXPECT_EQ(order, "bcad dacb");
}

TEST_F(AgendaTest, goes_on_where_an_earlier_part_has_stopped)
{
	settings_.repeat = 2;
	settings_.retry = 1;
	History earlier;
	earlier.add(0, {first, result(Outcome::pass)});
	earlier.add(0, {repeat, result(Outcome::pass)});
	earlier.add(1, {first, result(Outcome::fail)});
	Agenda todo = agenda(earlier);
	EXPECT_EQ(do_all(todo), "cd bcd B");
}

TEST_F(AgendaTest, an_interrupted_attempt_is_made_up_for)
{
	History earlier;
	CaseResult interrupted = result(Outcome::incomplete);
	interrupted.interrupted = true;
	earlier.add(2, {first, interrupted});
	Agenda todo = agenda(earlier);
	EXPECT_EQ(do_all(todo), "abcd");
}

} // namespace
} // namespace cf
