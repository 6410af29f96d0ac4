// SPDX-License-Identifier: MIT
#include "engine/agenda/agenda.h"

#include <algorithm>
#include <numeric>
#include <random>

namespace cf
{

namespace
{

// Not std::shuffle, whose result differs between standard libraries: a seed must mean
// the same order everywhere.
void shuffle(std::vector<std::size_t> &numbers, std::uint64_t seed)
{
	std::mt19937_64 random(seed);
	for (std::size_t left = numbers.size(); left > 1; --left)
		std::swap(numbers[left - 1], numbers[random() % left]);
}

} // namespace

Agenda::Agenda(const RunPlan &plan, const RunSettings &settings, History history)
	: plan_(plan), settings_(settings), history_(std::move(history)), schedule_(plan)
{
}

std::vector<Turn> Agenda::round() const
{
	std::vector<std::size_t> order(plan_.cases.size());
	std::iota(order.begin(), order.end(), 0);
	if (settings_.shuffle)
		shuffle(order, *settings_.shuffle + rounds_);
	std::vector<Turn> turns;
	for (const std::size_t number : order) {
		const bool once = plan_.cases[number].settled && rounds_ > 0;
		if (!once && history_.rounds_of(number) <= rounds_)
			turns.push_back(
				{number, rounds_ == 0 ? AttemptKind::first : AttemptKind::repeat});
	}
	return turns;
}

std::vector<Turn> Agenda::retries() const
{
	std::vector<Turn> turns;
	for (std::size_t number = 0; number < plan_.cases.size(); ++number)
		if (history_.retries_of(number) <= retries_ && history_.worth_a_retry(number))
			turns.push_back({number, AttemptKind::retry});
	return turns;
}

std::size_t Agenda::refill()
{
	while (schedule_.empty()) {
		if (settings_.until_fail && failed_)
			break;
		if (rounds_ < settings_.rounds()) {
			schedule_.add(round());
			++rounds_;
		} else if (retries_ < settings_.retry) {
			schedule_.add(retries());
			++retries_;
		} else {
			break;
		}
	}
	return schedule_.waiting();
}

void Agenda::ended(const Turn &turn, CaseResult result)
{
	failed_ |= result.verdict.counts_against_run();
	if (settings_.until_fail && failed_)
		schedule_.clear();
	schedule_.release(turn);
	history_.add(turn.number, {turn.kind, std::move(result)});
}

} // namespace cf
