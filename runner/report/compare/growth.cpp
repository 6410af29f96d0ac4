// SPDX-License-Identifier: MIT
#include "report/compare/growth.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>

#include "results/measured/scaling.h"
#include "results/measured/spread.h"

namespace cf
{

namespace
{

// The values of one name in one run.
using ValuesBySize = std::map<double, const std::vector<double> *>;

std::map<std::string, ValuesBySize> by_name(const std::vector<Measurement> &all)
{
	std::map<std::string, ValuesBySize> names;
	for (const Measurement &one : all)
		if (one.size && *one.size > 0 && is_time(one.unit) &&
			spread_of(one.values).median > 0)
			names[one.name].emplace(*one.size, &one.values);
	return names;
}

void keep_common(ValuesBySize &one, const ValuesBySize &other)
{
	std::erase_if(one, [&](const auto &entry) { return !other.contains(entry.first); });
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

Figure figure_of(const ValuesBySize &series)
{
	const auto median = [](const std::vector<double> &values) {
		return spread_of(values).median;
	};
	return {exponent_of(series, median), [&series](Random &random) {
			return exponent_of(series, [&](const std::vector<double> &values) {
				return redrawn_median(values, random);
			});
		}};
}

// Of the sizes that both have.
std::optional<Growth> growth_of(const std::string &name, ValuesBySize old, ValuesBySize now)
{
	keep_common(old, now);
	keep_common(now, old);
	const Figure before = figure_of(old);
	const Figure after = figure_of(now);
	if (!(std::abs(after.measured - before.measured) >= kNotableExponent))
		return {};
	const Difference difference = difference_of(before, after);
	if (!difference.is_sure())
		return {};
	return Growth{name, difference, now.begin()->first, now.rbegin()->first};
}

} // namespace

std::vector<Growth> notable_growths(
	const std::vector<Measurement> &before, const std::vector<Measurement> &after)
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
