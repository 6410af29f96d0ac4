// SPDX-License-Identifier: MIT
#include "results/measured/spread.h"

#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>

namespace cf
{

namespace
{

constexpr std::array<std::string_view, 4> kTimes{"ns", "µs", "ms", "s"};

auto unit_of_time(std::string_view unit)
{
	return std::ranges::find(kTimes, unit == "us" ? "µs" : unit);
}

} // namespace

double percentile(const std::vector<double> &sorted, double share)
{
	if (sorted.empty())
		return 0;
	const double place = share * static_cast<double>(sorted.size() - 1);
	const auto below = static_cast<std::size_t>(place);
	const std::size_t above = std::min(below + 1, sorted.size() - 1);
	return std::lerp(sorted[below], sorted[above], place - static_cast<double>(below));
}

Spread spread_of(std::vector<double> values)
{
	std::ranges::sort(values);
	return {.count = values.size(),
		.least = percentile(values, 0),
		.quarter = percentile(values, 0.25),
		.median = percentile(values, 0.5),
		.three_quarters = percentile(values, 0.75),
		.p90 = percentile(values, 0.9),
		.p99 = percentile(values, 0.99),
		.p999 = percentile(values, 0.999),
		.most = percentile(values, 1)};
}

bool is_time(std::string_view unit)
{
	return unit_of_time(unit) != kTimes.end();
}

std::string quantity_text(double value, std::string_view unit)
{
	auto at = unit_of_time(unit);
	if (at == kTimes.end())
		return fmt::format("{:.4g}{}{}", value, unit.empty() ? "" : " ", unit);
	while (std::abs(value) >= 1000 && at + 1 != kTimes.end()) {
		value /= 1000;
		++at;
	}
	return fmt::format("{:.4g} {}", value, *at);
}

} // namespace cf
