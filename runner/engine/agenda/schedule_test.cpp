// SPDX-License-Identifier: MIT
#include "engine/agenda/schedule.h"

#include <map>
#include <sstream>

#include <gtest/gtest.h>

namespace cf
{
namespace
{

// The cases a to f: two of each program; c and d need one device, e needs the whole machine.
RunPlan sample()
{
	const auto planned = [](const char *id, std::size_t program,
				     std::vector<std::string> locks) {
		return PlannedCase{
			{.id = id, .locks = std::move(locks), .program = program}, std::nullopt};
	};
	return {.cases = {planned("a", 0, {}), planned("b", 0, {}), planned("c", 1, {"card"}),
			planned("d", 1, {"card"}), planned("e", 2, {kAlone}), planned("f", 2, {})},
		.left_out = {}};
}

struct Script {
	const char *name;
	const char *waiting; // cases, in order
	const char *steps;   // "0": somebody asks who ran program 0 last; "-a": a has ended
	const char *taken;   // what each asker gets; "." for nothing
};

class Scheduling : public testing::TestWithParam<Script>
{
protected:
	void wait_for(const char *cases)
	{
		std::vector<Turn> turns;
		for (const char *name = cases; *name; ++name)
			turns.push_back({static_cast<std::size_t>(*name - 'a')});
		schedule_.add(turns);
	}

	char ask(const std::string &program)
	{
		const auto turn = schedule_.take(program == "?"
				? std::nullopt
				: std::optional<std::size_t>(std::stoul(program)));
		if (!turn)
			return '.';
		return static_cast<char>('a' + turn->number);
	}

	const RunPlan plan_ = sample();
	Schedule schedule_{plan_};
};

TEST_P(Scheduling, gives_what_may_run)
{
	wait_for(GetParam().waiting);
	std::istringstream steps(GetParam().steps);
	std::string taken;
	for (std::string step; steps >> step;) {
		if (step.starts_with('-'))
			schedule_.release({static_cast<std::size_t>(step[1] - 'a')});
		else
			taken += ask(step);
	}
	EXPECT_EQ(taken, GetParam().taken);
}

INSTANTIATE_TEST_SUITE_P(OneAtATime, Scheduling,
	testing::Values(Script{"in_order", "abf", "? -a ? -b ?", "abf"},
		// Else a round would begin with what the worker has at hand.
		Script{"in_order_whatever_runs_already", "acf", "2 -a 0 -c 0", "acf"},
		Script{"nothing_waits", "", "?", "."}),
	[](const auto &script) { return script.param.name; });

INSTANTIATE_TEST_SUITE_P(SideBySide, Scheduling,
	testing::Values(Script{"of_the_program_at_hand", "afb", "0 0", "ab"},
		Script{"of_another_when_there_is_none", "ac", "0 0", "ac"},
		Script{"anything_to_who_has_none", "afb", "? ?", "af"},
		Script{"one_device_one_case", "cda", "1 1 1", "ca."},
		Script{"a_device_that_is_free_again", "cd", "1 1 -c 1", "c.d"},
		Script{"alone_waits_for_the_others", "aeb", "0 2 2 -a 2 -b 2", "ab..e"},
		Script{"nobody_beside_who_is_alone", "eab", "0 0 0 -e 0 0", "e..ab"},
		Script{"a_case_never_beside_itself", "aa", "0 0 -a 0", "a.a"}),
	[](const auto &script) { return script.param.name; });

TEST_F(Scheduling, forgets_what_waits_but_not_what_runs)
{
	wait_for("cd");
	ask("1");
	schedule_.clear();
	EXPECT_TRUE(schedule_.empty());
	wait_for("d");
	EXPECT_EQ(schedule_.waiting(), 1U);
	EXPECT_EQ(ask("1"), '.');
}

} // namespace
} // namespace cf
