// SPDX-License-Identifier: MIT
#include "results/measured/spread.h"

#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>

namespace cf
{

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

std::string quantity_text(double value, std::string_view unit)
{
	constexpr std::array<std::string_view, 4> times{"ns", "µs", "ms", "s"};
	auto at = std::ranges::find(times, unit == "us" ? "µs" : unit);
	if (at == times.end())
		return fmt::format("{:.4g}{}{}", value, unit.empty() ? "" : " ", unit);
	while (std::abs(value) >= 1000 && at + 1 != times.end()) {
		value /= 1000;
		++at;
	}
	return fmt::format("{:.4g} {}", value, *at);
}

} // namespace cf
