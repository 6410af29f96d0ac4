// SPDX-License-Identifier: MIT
#include "report/html/sections/plots/log_axis.h"

#include <gtest/gtest.h>

namespace cf
{
namespace
{

TEST(LogAxis, gives_each_decade_the_same)
{
	const LogAxis axis({10, 1000}, 100);
	EXPECT_NEAR(axis.at(100) - axis.at(10), axis.at(1000) - axis.at(100), 1e-9);
	EXPECT_GT(axis.at(10), 0);
	EXPECT_LT(axis.at(1000), 100);
	EXPECT_EQ(axis.ticks(), (std::vector<double>{10, 100, 1000}));
}

TEST(LogAxis, has_a_few_ticks_however_long_it_is)
{
	EXPECT_EQ(LogAxis({90, 600}, 100).ticks(), (std::vector<double>{100, 200, 500}));
	EXPECT_LE(LogAxis({1e-12, 1e300}, 100).ticks().size(), 8U);
	EXPECT_GE(LogAxis({1e-12, 1e300}, 100).ticks().size(), 4U);
}

TEST(LogAxis, puts_what_is_not_above_zero_at_its_beginning)
{
	const LogAxis axis({-5, 0, 10, 100}, 100);
	EXPECT_EQ(axis.at(-5), 0);
	EXPECT_EQ(axis.at(0), 0);
	EXPECT_GT(axis.at(10), 0);
	EXPECT_EQ(LogAxis({}, 100).at(0), 0);
	EXPECT_EQ(LogAxis({-1}, 100).at(1e300), 100);
	EXPECT_EQ(LogAxis({7, 7, 7}, 100).at(7), 50);
}

} // namespace
} // namespace cf
