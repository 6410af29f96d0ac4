// SPDX-License-Identifier: MIT
#include "report/compare/resampling.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "results/measured/spread.h"

namespace cf
{

namespace
{

constexpr std::size_t kResamplings = 400;
constexpr std::size_t kBlocks = 20;

double middle_of(std::vector<double> values)
{
	const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
	std::ranges::nth_element(values, middle);
	return *middle;
}

// The quantile of Student's t that 95 of 100 stay below in amount, as a multiple of the normal
// one: how much too narrow an interval is whose width comes from so few runs.
double allowance(std::size_t degrees)
{
	constexpr std::array few{12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306};
	constexpr double normal = 1.960;
	if (degrees <= few.size())
		return few[degrees - 1] / normal;
	const auto n = static_cast<double>(degrees);
	return 1 + (normal * normal + 1) / (4 * n); // the expansion for many
}

const Figure &any_of(const Figures &runs, Random &random)
{
	return runs[std::uniform_int_distribution<std::size_t>(0, runs.size() - 1)(random)];
}

// How far a mean over runs is from the true one, for all that they tell. Drawing n of n runs
// gives a variance that is too small by (n - 1) / n.
double error_of(const Figures &runs, Random &random)
{
	double sum = 0;
	for (std::size_t i = 0; i < runs.size(); ++i)
		sum += any_of(runs, random).redrawn(random);
	const auto n = static_cast<double>(runs.size());
	const double error = sum / n - mean_of(runs);
	return runs.size() > 1 ? error * std::sqrt(n / (n - 1)) : error;
}

// How far any single one of the runs is from their mean, for the other side's only run.
double error_of_one(const Figures &runs, Random &random)
{
	const auto n = static_cast<double>(runs.size());
	return (any_of(runs, random).measured - mean_of(runs)) * std::sqrt(n / (n - 1));
}

double error_of(const Figures &runs, const Figures &others, Random &random)
{
	const double error = error_of(runs, random);
	const bool borrows = runs.size() == 1 && others.size() > 1;
	return borrows ? error + error_of_one(others, random) : error;
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
	return middle_of(std::move(drawn));
}

double mean_of(const Figures &figures)
{
	double sum = 0;
	for (const Figure &figure : figures)
		sum += figure.measured;
	return sum / static_cast<double>(figures.size());
}

Difference difference_of(const Figures &before, const Figures &after)
{
	Difference difference{.before = mean_of(before),
		.after = mean_of(after),
		.runs_before = before.size(),
		.runs_after = after.size()};
	Random random; // NOLINT(cert-msc32-c,cert-msc51-cpp): the same each time, on purpose
	std::vector<double> errors;
	for (std::size_t i = 0; i < kResamplings; ++i)
		errors.push_back(error_of(after, before, random) - error_of(before, after, random));
	std::erase_if(errors, [](double error) { return !std::isfinite(error); });
	std::ranges::sort(errors);
	const std::size_t degrees = before.size() + after.size() - 2;
	const double wider = degrees ? allowance(degrees) : 1;
	difference.low = difference.amount() + wider * percentile(errors, 0.025);
	difference.high = difference.amount() + wider * percentile(errors, 0.975);
	return difference;
}

} // namespace cf
