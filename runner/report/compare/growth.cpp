// SPDX-License-Identifier: MIT
#include "report/compare/growth.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <map>
#include <optional>

#include "results/measured/scaling.h"
#include "results/measured/spread.h"

namespace cf
{

namespace
{

// The values of one name in one run, without those that were disturbed if there is no other run.
using ValuesBySize = std::map<double, const std::vector<double> *>;

std::map<std::string, ValuesBySize> by_name(const std::vector<Measurement> &all, bool only_run)
{
	std::map<std::string, ValuesBySize> names;
	for (const Measurement &one : all)
		if (one.size && *one.size > 0 && is_time(one.unit) &&
			!(only_run && !one.noise.empty()) && spread_of(one.values).median > 0)
			names[one.name].emplace(*one.size, &one.values);
	return names;
}

template <typename Median>
double exponent_of(const ValuesBySize &series, const Median &median)
{
	CostBySize costs;
	for (const auto &[size, values] : series)
		costs[size] = median(*values);
	const auto scaling = scaling_of(costs);
	return scaling ? scaling->exponent : std::nan("");
}

Figure figure_of(ValuesBySize series)
{
	const auto median = [](const std::vector<double> &values) {
		return spread_of(values).median;
	};
	const double measured = exponent_of(series, median);
	return {measured, [series = std::move(series)](Random &random) {
			return exponent_of(series, [&](const std::vector<double> &values) {
				return redrawn_median(values, random);
			});
		}};
}

using Runs = std::vector<ValuesBySize>; // of one name

void keep_common(Runs &runs, const Runs &others)
{
	for (ValuesBySize &run : runs)
		std::erase_if(run, [&](const auto &entry) {
			return !std::ranges::all_of(others, [&](const ValuesBySize &other) {
				return other.contains(entry.first);
			});
		});
}

Figures figures_of(const Runs &runs)
{
	Figures figures;
	std::ranges::transform(runs, std::back_inserter(figures), figure_of);
	return figures;
}

// Of the sizes that all have.
std::optional<Growth> growth_of(const std::string &name, Runs old, Runs now)
{
	keep_common(old, now);
	keep_common(now, old);
	keep_common(old, old);
	const Figures before = figures_of(old);
	const Figures after = figures_of(now);
	if (!(std::abs(mean_of(after) - mean_of(before)) >= kNotableExponent))
		return {};
	const Difference difference = difference_of(before, after);
	if (!difference.is_sure())
		return {};
	return Growth{name, difference, now.front().begin()->first, now.front().rbegin()->first};
}

std::map<std::string, Runs> by_name(const MeasuredRuns &runs)
{
	std::map<std::string, Runs> names;
	for (const std::vector<Measurement> *run : runs)
		for (auto &[name, values] : by_name(*run, runs.size() == 1))
			names[name].push_back(std::move(values));
	return names;
}

} // namespace

std::vector<Growth> notable_growths(const MeasuredRuns &before, const MeasuredRuns &after)
{
	const auto old_names = by_name(before);
	std::vector<Growth> growths;
	for (const auto &[name, now] : by_name(after))
		if (const auto old = old_names.find(name); old != old_names.end())
			if (auto growth = growth_of(name, old->second, now))
				growths.push_back(*std::move(growth));
	return growths;
}

} // namespace cf
