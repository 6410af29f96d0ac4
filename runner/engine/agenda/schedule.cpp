// SPDX-License-Identifier: MIT
#include "engine/agenda/schedule.h"

#include <algorithm>

namespace cf
{

namespace
{

bool wants_to_be_alone(const TestCase &test)
{
	return std::ranges::count(test.locks, kAlone) != 0;
}

// The same case never runs twice at once.
std::vector<std::string> locks_of(const TestCase &test)
{
	std::vector<std::string> locks = test.locks;
	locks.push_back(test.id);
	return locks;
}

} // namespace

void Schedule::add(std::span<const Turn> turns)
{
	waiting_.insert(waiting_.end(), turns.begin(), turns.end());
}

bool Schedule::may_run(const Turn &turn) const
{
	const TestCase &test = plan_.cases[turn.number].test;
	if (one_runs_alone_ || (wants_to_be_alone(test) && running_ != 0))
		return false;
	return std::ranges::none_of(
		locks_of(test), [this](const auto &lock) { return held_.contains(lock); });
}

std::optional<Turn> Schedule::take(std::optional<std::size_t> program)
{
	auto chosen = waiting_.end();
	for (auto turn = waiting_.begin(); turn != waiting_.end(); ++turn) {
		// With nothing running the first has its way: order is kept for one at a time.
		if (running_ == 0) {
			chosen = turn;
			break;
		}
		if (!may_run(*turn))
			continue;
		if (chosen == waiting_.end())
			chosen = turn;
		if (!program || plan_.cases[turn->number].test.program == *program) {
			chosen = turn;
			break;
		}
	}
	if (chosen == waiting_.end())
		return std::nullopt;
	const Turn turn = *chosen;
	waiting_.erase(chosen);
	const TestCase &test = plan_.cases[turn.number].test;
	++running_;
	one_runs_alone_ = wants_to_be_alone(test);
	for (const std::string &lock : locks_of(test))
		held_.insert(lock);
	return turn;
}

void Schedule::release(const Turn &turn)
{
	--running_;
	one_runs_alone_ = false;
	for (const std::string &lock : locks_of(plan_.cases[turn.number].test))
		held_.erase(held_.find(lock));
}

} // namespace cf
