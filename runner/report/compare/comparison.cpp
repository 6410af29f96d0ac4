// SPDX-License-Identifier: MIT
#include "report/compare/comparison.h"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <set>
#include <utility>

namespace cf
{

namespace
{

bool fails(const TestEntry &test)
{
	return is_unexpected(test.outcome);
}

bool passes(const TestEntry &test)
{
	return test.outcome == Outcome::pass || test.outcome == Outcome::warn;
}

bool says_nothing(const TestEntry &test)
{
	return !fails(test) && !passes(test);
}

// How much larger one is than the other, at least 1; 1 where nothing can be said.
double factor(double a, double b)
{
	if (a <= 0 || b <= 0)
		return 1;
	return std::max(a / b, b / a);
}

double difference(const Pair &pair)
{
	return std::abs(pair.after->seconds() - pair.before->seconds());
}

MeasuredRuns measured_runs(const TestEntry &test)
{
	MeasuredRuns runs{&test.metrics};
	for (const std::vector<Measurement> &again : test.measured_again)
		runs.push_back(&again);
	return runs;
}

// Each series that any of the runs has, once.
std::vector<Measurement> series_of(const MeasuredRuns &runs)
{
	std::vector<Measurement> all;
	std::set<std::pair<std::string, std::optional<double>>> known;
	for (const std::vector<Measurement> *run : runs)
		for (const Measurement &one : *run)
			if (known.emplace(one.name, one.size).second)
				all.push_back(
					{.name = one.name, .unit = one.unit, .size = one.size});
	return all;
}

void compare_metrics(Comparison &comparison, const Pair &pair, double notable_shift)
{
	const MeasuredRuns before = measured_runs(*pair.before);
	const MeasuredRuns after = measured_runs(*pair.after);
	for (const Measurement &metric : series_of(after)) {
		const auto shift = shift_of(metric, before, after, notable_shift);
		if (!shift)
			continue;
		++comparison.measured;
		if (shift->runs_before == 1 && shift->runs_after == 1)
			++comparison.of_one_run;
		if (shift->noisy)
			++comparison.noisy;
		else if (shift->few)
			++comparison.few;
		if (!shift->is_notable(notable_shift))
			continue;
		auto &list = shift->is_slower() ? comparison.slower : comparison.faster;
		list.push_back({pair, metric.name, metric.unit, metric.size, *shift});
	}
}

void compare_growth(Comparison &comparison, const Pair &pair)
{
	for (Growth &growth :
		notable_growths(measured_runs(*pair.before), measured_runs(*pair.after))) {
		auto &list = growth.is_steeper() ? comparison.steeper : comparison.flatter;
		list.push_back({pair, std::move(growth)});
	}
}

void compare_speed(Comparison &comparison, const Pair &pair, double notable_shift)
{
	if (!passes(*pair.before) || !passes(*pair.after))
		return;
	if (factor(pair.before->seconds(), pair.after->seconds()) >= kNotableRatio &&
		difference(pair) >= kNotableSeconds)
		comparison.run_times.push_back(pair);
	compare_metrics(comparison, pair, notable_shift);
	compare_growth(comparison, pair);
}

bool has_other_reason(const Pair &pair)
{
	return pair.before->outcome != pair.after->outcome ||
		reason_shape(pair.before->reason) != reason_shape(pair.after->reason);
}

// Where a pair belongs; null: nowhere, nothing has changed.
std::vector<Pair> *place_of(Comparison &comparison, const Pair &pair)
{
	if (fails(*pair.after)) {
		if (fails(*pair.before))
			return has_other_reason(pair) ? &comparison.changed : nullptr;
		return pair.after->failed_as_expected() ? &comparison.known_failures
							: &comparison.regressions;
	}
	if (says_nothing(*pair.after))
		return says_nothing(*pair.before) ? nullptr : &comparison.no_longer_run;
	if (fails(*pair.before))
		return &comparison.fixes;
	return says_nothing(*pair.before) ? &comparison.run_again : nullptr;
}

void add_pair(Comparison &comparison, const Pair &pair, double notable_shift)
{
	if (!pair.before) {
		comparison.added.push_back(pair);
	} else if (!pair.after) {
		comparison.vanished.push_back(pair);
	} else {
		if (std::vector<Pair> *place = place_of(comparison, pair))
			place->push_back(pair);
		else
			++comparison.unchanged;
		compare_speed(comparison, pair, notable_shift);
	}
}

void largest_first(Comparison &comparison)
{
	std::ranges::stable_sort(comparison.added, std::ranges::greater{},
		[](const Pair &pair) { return fails(*pair.after); });
	std::ranges::stable_sort(comparison.run_times, std::ranges::greater{}, difference);
	for (std::vector<MetricShift> *list : {&comparison.slower, &comparison.faster})
		std::ranges::stable_sort(*list, std::ranges::greater{}, [](const MetricShift &one) {
			return factor(one.shift.before, one.shift.after);
		});
	for (std::vector<GrowthChange> *list : {&comparison.steeper, &comparison.flatter})
		std::ranges::stable_sort(
			*list, std::ranges::greater{}, [](const GrowthChange &one) {
				return std::abs(one.growth.exponent.amount());
			});
}

} // namespace

std::string reason_shape(std::string_view reason)
{
	const auto is_digit = [](char c) {
		return std::isxdigit(static_cast<unsigned char>(c));
	};
	std::string shape;
	for (std::size_t i = 0; i < reason.size();) {
		if (!std::isdigit(static_cast<unsigned char>(reason[i]))) {
			shape += reason[i++];
			continue;
		}
		i += reason.substr(i).starts_with("0x") ? 2 : 1;
		while (i < reason.size() && is_digit(reason[i]))
			++i;
		shape += '#';
	}
	return shape;
}

Comparison compare(const ResultSet &before, const ResultSet &after, double notable_shift)
{
	Comparison comparison;
	auto old = before.tests.begin();
	auto now = after.tests.begin();
	while (old != before.tests.end() || now != after.tests.end()) {
		Pair pair;
		const bool old_left = old != before.tests.end();
		const bool now_left = now != after.tests.end();
		const bool take_old = old_left && (!now_left || old->id <= now->id);
		const bool take_now = now_left && (!old_left || now->id <= old->id);
		if (take_old)
			pair.before = &*old++;
		if (take_now)
			pair.after = &*now++;
		add_pair(comparison, pair, notable_shift);
	}
	largest_first(comparison);
	return comparison;
}

} // namespace cf
