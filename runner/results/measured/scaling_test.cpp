// SPDX-License-Identifier: MIT
#include "results/measured/scaling.h"

#include <cmath>

#include <gtest/gtest.h>

namespace cf
{
namespace
{

// A series for each power of two, which costs a constant and a power of the size.
std::vector<Measurement> costing(double constant, double factor, double exponent)
{
	std::vector<Measurement> series;
	for (double size = 1; size <= 4096; size *= 2)
		series.push_back({.name = "signal",
			.unit = "ns",
			.values = {constant + factor * std::pow(size, exponent)},
			.size = size});
	return series;
}

double exponent_of(const std::vector<Measurement> &series)
{
	return scalings_of(series).at(0).exponent;
}

TEST(Scaling, is_the_exponent)
{
	EXPECT_NEAR(exponent_of(costing(0, 50, 1)), 1, 0.001);
	EXPECT_NEAR(exponent_of(costing(0, 50, 2)), 2, 0.001);
	EXPECT_NEAR(exponent_of(costing(70, 0, 1)), 0, 0.001);
}

TEST(Scaling, sees_a_quadratic_behind_what_every_call_costs)
{
	EXPECT_GT(exponent_of(costing(1'000, 1, 2)), 1.8);
	EXPECT_LT(exponent_of(costing(10'000, 50, 1)), 1.05);
}

TEST(Scaling, is_that_of_the_larger_sizes)
{
	const Scaling found = scalings_of(costing(0, 1, 1)).at(0);
	EXPECT_EQ(found.name, "signal");
	EXPECT_NEAR(found.from, 64, 0.001);
	EXPECT_NEAR(found.to, 4096, 0.001);
	EXPECT_EQ(found.sizes, 7U);
}

TEST(Scaling, needs_three_sizes)
{
	std::vector<Measurement> series = costing(0, 1, 1);
	series.resize(3);
	EXPECT_EQ(scalings_of(series).at(0).sizes, 3U);
	series.resize(2);
	EXPECT_TRUE(scalings_of(series).empty());
	EXPECT_TRUE(scalings_of({{.name = "m", .unit = "ns", .values = {1}}}).empty());
}

TEST(Scaling, of_sizes_that_are_hardly_apart_is_none)
{
	CostBySize costs;
	double size = 1e300;
	for (int i = 0; i < 3; ++i) {
		costs[size] = 1 + i;
		size = std::nextafter(size, 1e301);
	}
	EXPECT_FALSE(scaling_of(costs));
}

} // namespace
} // namespace cf
