// SPDX-License-Identifier: MIT
#include "results/measured/scaling.h"

#include <algorithm>
#include <cmath>
#include <map>

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

std::vector<Scaling> scalings_of(const std::vector<Measurement> &measurements)
{
	std::map<std::string, std::map<double, double>> by_name; // cost by size
	for (const Measurement &measurement : measurements) {
		const double median = spread_of(measurement.values).median;
		if (measurement.size && *measurement.size > 0 && median > 0)
			by_name[measurement.name][std::log(*measurement.size)] = std::log(median);
	}
	std::vector<Scaling> scalings;
	for (const auto &[name, costs] : by_name) {
		if (costs.size() < kFewest)
			continue;
		Points points;
		for (const auto &[size, cost] : costs)
			points.push_back({size, cost});
		const Points fitted = upper_half(points);
		scalings.push_back({name, slope(fitted), std::exp(fitted.front().size),
			std::exp(fitted.back().size), fitted.size()});
	}
	return scalings;
}

} // namespace cf
