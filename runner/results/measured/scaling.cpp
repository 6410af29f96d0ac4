// SPDX-License-Identifier: MIT
#include "results/measured/scaling.h"

#include <algorithm>
#include <cmath>

#include "results/measured/spread.h"

namespace cf
{

namespace
{

constexpr std::size_t kFewest = 3;

// On logarithmic axes.
struct Point {
	double size = 0;
	double cost = 0;
};

using Points = std::vector<Point>;

Points upper_half(const Points &points)
{
	const double middle = (points.front().size + points.back().size) / 2;
	const auto first = std::ranges::lower_bound(points, middle, {}, &Point::size);
	return {std::min(first, points.end() - kFewest), points.end()};
}

// Least squares.
double slope(const Points &points)
{
	Point mean;
	for (const Point &point : points) {
		mean.size += point.size / static_cast<double>(points.size());
		mean.cost += point.cost / static_cast<double>(points.size());
	}
	double covariance = 0;
	double variance = 0;
	for (const Point &point : points) {
		covariance += (point.size - mean.size) * (point.cost - mean.cost);
		variance += (point.size - mean.size) * (point.size - mean.size);
	}
	return covariance / variance;
}

} // namespace

std::optional<Scaling> scaling_of(const CostBySize &costs)
{
	if (costs.size() < kFewest)
		return {};
	Points points;
	for (const auto &[size, cost] : costs)
		points.push_back({std::log(size), std::log(cost)});
	const Points fitted = upper_half(points);
	// Sizes that are next to one another leave nothing to divide by.
	const double exponent = slope(fitted);
	if (!std::isfinite(exponent))
		return {};
	return Scaling{{}, exponent, std::exp(fitted.front().size), std::exp(fitted.back().size),
		fitted.size()};
}

std::vector<Scaling> scalings_of(const std::vector<Measurement> &measurements)
{
	std::map<std::string, CostBySize> by_name;
	for (const Measurement &measurement : measurements) {
		const double median = spread_of(measurement.values).median;
		if (measurement.size && *measurement.size > 0 && median > 0)
			by_name[measurement.name][*measurement.size] = median;
	}
	std::vector<Scaling> scalings;
	for (const auto &[name, costs] : by_name)
		if (auto scaling = scaling_of(costs)) {
			scaling->name = name;
			scalings.push_back(*std::move(scaling));
		}
	return scalings;
}

} // namespace cf
