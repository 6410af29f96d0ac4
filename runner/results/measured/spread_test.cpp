// SPDX-License-Identifier: MIT
#include "results/measured/spread.h"

#include <gtest/gtest.h>

namespace cf
{
namespace
{

TEST(Spread, have_percentiles_of_every_value)
{
	std::vector<double> values;
	for (int i = 100; i >= 0; --i)
		values.push_back(i);
	const Spread spread = spread_of(values);
	EXPECT_EQ(spread.count, 101U);
	EXPECT_EQ(spread.least, 0);
	EXPECT_EQ(spread.quarter, 25);
	EXPECT_EQ(spread.median, 50);
	EXPECT_EQ(spread.p99, 99);
	EXPECT_EQ(spread.p999, 99.9);
	EXPECT_EQ(spread.most, 100);
}

TEST(Spread, may_be_few)
{
	EXPECT_EQ(spread_of({}).median, 0);
	EXPECT_EQ(spread_of({7}).p99, 7);
	EXPECT_EQ(spread_of({1, 2}).median, 1.5);
}

TEST(Quantity, is_easy_to_read)
{
	EXPECT_EQ(quantity_text(12, "ns"), "12 ns");
	EXPECT_EQ(quantity_text(1250, "ns"), "1.25 µs");
	EXPECT_EQ(quantity_text(1250, "us"), "1.25 ms");
	EXPECT_EQ(quantity_text(12'345'678, "ms"), "1.235e+04 s");
	EXPECT_EQ(quantity_text(0, "s"), "0 s");
	EXPECT_EQ(quantity_text(3, ""), "3");
	EXPECT_EQ(quantity_text(2.5, "MiB"), "2.5 MiB");
}

} // namespace
} // namespace cf
