// SPDX-License-Identifier: MIT
#include "report/compare/resampling.h"

#include <algorithm>
#include <cmath>

#include "results/measured/spread.h"

namespace cf
{

namespace
{

constexpr std::size_t kResamplings = 400;
constexpr std::size_t kBlocks = 20;

double median_of(std::vector<double> values)
{
	const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
	std::ranges::nth_element(values, middle);
	return *middle;
}

} // namespace

double redrawn_median(const std::vector<double> &values, Random &random)
{
	const std::size_t length = std::max<std::size_t>(values.size() / kBlocks, 1);
	std::uniform_int_distribution<std::size_t> start(0, values.size() - length);
	std::vector<double> drawn;
	drawn.reserve(values.size() + length);
	while (drawn.size() < values.size()) {
		const auto first = values.begin() + static_cast<std::ptrdiff_t>(start(random));
		drawn.insert(drawn.end(), first, first + static_cast<std::ptrdiff_t>(length));
	}
	drawn.resize(values.size());
	return median_of(std::move(drawn));
}

Difference difference_of(const Figure &before, const Figure &after)
{
	Random random; // NOLINT(cert-msc32-c,cert-msc51-cpp): the same each time, on purpose
	std::vector<double> amounts;
	for (std::size_t i = 0; i < kResamplings; ++i)
		amounts.push_back(after.redrawn(random) - before.redrawn(random));
	std::erase_if(amounts, [](double amount) { return !std::isfinite(amount); });
	std::ranges::sort(amounts);
	return {before.measured, after.measured, percentile(amounts, 0.025),
		percentile(amounts, 0.975)};
}

} // namespace cf
