// SPDX-License-Identifier: MIT
#include "report/compare/growth.h"

#include <cmath>

#include <gtest/gtest.h>

namespace cf
{
namespace
{

// A series a size, each of a hundred values that lie a few percent about their cost.
std::vector<Measurement> growing_as(double exponent, double most = 4096, double wide = 0.05)
{
	Random random(7); // NOLINT(cert-msc51-cpp): a sample that is the same each time
	std::normal_distribution<double> near(1, wide);
	std::vector<Measurement> series;
	for (double size = 1; size <= most; size *= 4) {
		series.push_back({.name = "signal", .unit = "ns", .values = {}, .size = size});
		for (int i = 0; i < 100; ++i)
			series.back().values.push_back(
				50 * std::pow(size, exponent) * near(random));
	}
	return series;
}

std::vector<Growth> notable_growths(
	const std::vector<Measurement> &before, const std::vector<Measurement> &after)
{
	return notable_growths(MeasuredRuns{&before}, MeasuredRuns{&after});
}

TEST(Growth, sees_what_was_linear_become_quadratic)
{
	const auto found = notable_growths(growing_as(1), growing_as(1.9));
	ASSERT_EQ(found.size(), 1U);
	EXPECT_EQ(found[0].name, "signal");
	EXPECT_TRUE(found[0].is_steeper());
	EXPECT_NEAR(found[0].exponent.before, 1, 0.02);
	EXPECT_NEAR(found[0].exponent.after, 1.9, 0.02);
	EXPECT_GT(found[0].exponent.low, 0.85);
	EXPECT_LT(found[0].exponent.high, 0.95);
	EXPECT_FALSE(notable_growths(growing_as(1.9), growing_as(1)).at(0).is_steeper());
}

TEST(Growth, leaves_out_what_is_small_or_not_sure)
{
	EXPECT_TRUE(notable_growths(growing_as(1), growing_as(1)).empty());
	EXPECT_TRUE(notable_growths(growing_as(1), growing_as(1.25)).empty());
	EXPECT_FALSE(notable_growths(growing_as(1), growing_as(1.35)).empty());
	std::vector<Measurement> unsure = growing_as(1.4);
	for (Measurement &one : unsure)
		one.values = {1, *one.size, 1000 * *one.size};
	EXPECT_TRUE(notable_growths(growing_as(0.5), unsure).empty());
}

TEST(Growth, compares_the_sizes_that_both_have)
{
	std::vector<Measurement> after = growing_as(1);
	for (Measurement &one : after) // quadratic, but only past what the first run has
		if (one.size > 256)
			for (double &value : one.values)
				value *= *one.size / 256;
	EXPECT_TRUE(notable_growths(growing_as(1, 256), after).empty());
	EXPECT_FALSE(notable_growths(growing_as(1), after).empty());
	EXPECT_TRUE(notable_growths(growing_as(1, 4), growing_as(2)).empty());
}

TEST(Growth, is_of_times_above_zero_only)
{
	const auto with = [](const auto &change) {
		std::vector<Measurement> series = growing_as(2);
		for (Measurement &one : series)
			change(one);
		return notable_growths(growing_as(1), series).size();
	};
	EXPECT_EQ(with([](Measurement &) {}), 1U);
	EXPECT_EQ(with([](Measurement &one) { one.unit = "MiB"; }), 0U);
	EXPECT_EQ(with([](Measurement &one) { one.size = -*one.size; }), 0U);
	EXPECT_EQ(with([](Measurement &one) { one.size = {}; }), 0U);
	EXPECT_EQ(with([](Measurement &one) { one.values.clear(); }), 0U);
	EXPECT_EQ(with([](Measurement &one) { one.values = {0, -1, -1e300}; }), 0U);
	EXPECT_EQ(with([](Measurement &one) { one.name = "another"; }), 0U);
}

TEST(Growth, passes_over_a_size_that_says_nothing)
{
	const auto with = [](double size, std::vector<double> values) {
		std::vector<Measurement> series = growing_as(2);
		series.push_back({.name = "signal",
			.unit = "ns",
			.values = std::move(values),
			.size = size});
		std::vector<Measurement> before = growing_as(1);
		before.push_back(series.back());
		return notable_growths(before, series).size();
	};
	EXPECT_EQ(with(1e5, {0}), 1U);
	EXPECT_EQ(with(1e5, {-7}), 1U);
	EXPECT_EQ(with(-1e5, {7}), 1U);
	EXPECT_EQ(with(0, {7}), 1U);
}

} // namespace
} // namespace cf
