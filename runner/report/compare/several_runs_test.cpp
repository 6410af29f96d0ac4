// SPDX-License-Identifier: MIT
#include <cmath>
#include <list>

#include <gtest/gtest.h>

#include "report/compare/resampling.h"
#include "report/compare/shift.h"

// What `compare` makes of made-up kernels, whose runs differ by a factor of their own.

namespace cf
{
namespace
{

constexpr int kTrials = 100;

struct Kernel {
	double cost = 1;           // of the path, as a multiple of the floor
	double between_runs = 0.1; // how runs differ, as the spread of a logarithm
	std::size_t runs = 3;
};

class World
{
public:
	explicit World(unsigned seed) : random_(seed) {}

	MeasuredRuns runs_of(const Kernel &kernel)
	{
		MeasuredRuns runs;
		for (std::size_t i = 0; i < kernel.runs; ++i) {
			const double machine = spread(0.2); // which the floor has, too
			const double own = kernel.cost * spread(kernel.between_runs);
			runs_.push_back({{.name = "floor", .unit = "ns", .values = about(machine)},
				{.name = "wake",
					.unit = "ns",
					.values = about(machine * own),
					.floor = "floor"}});
			runs.push_back(&runs_.back());
		}
		return runs;
	}

private:
	double spread(double of) { return std::exp(std::normal_distribution(0.0, of)(random_)); }

	std::vector<double> about(double middle)
	{
		std::vector<double> values(60);
		for (double &value : values)
			value = 1000 * middle * spread(0.15);
		return values;
	}

	Random random_;
	std::list<std::vector<Measurement>> runs_;
};

// How often of 100 times the second kernel is said to be slower by 15 % or more.
double slower_of_100(const Kernel &before, const Kernel &after)
{
	int slower = 0;
	for (unsigned seed = 0; seed < kTrials; ++seed) {
		World world(seed);
		const MeasuredRuns old = world.runs_of(before);
		const MeasuredRuns now = world.runs_of(after);
		const auto shift = shift_of({.name = "wake", .unit = "ns"}, old, now, 0.15);
		slower += shift->is_notable(0.15) && shift->is_slower();
	}
	return 100.0 * slower / kTrials;
}

TEST(SeveralRuns, of_one_kernel_are_hardly_ever_said_to_be_slower)
{
	EXPECT_LE(slower_of_100({1, 0.2, 3}, {1, 0.2, 3}), 5);
	EXPECT_LE(slower_of_100({1, 0.1, 5}, {1, 0.1, 5}), 5);
	EXPECT_LE(slower_of_100({1, 0.05, 2}, {1, 0.05, 2}), 5);
}

TEST(SeveralRuns, of_a_kernel_that_is_slower_by_a_fifth_are_found)
{
	EXPECT_GE(slower_of_100({1, 0.02, 3}, {1.2, 0.02, 3}), 80);
	EXPECT_GE(slower_of_100({1, 0.05, 5}, {1.2, 0.05, 5}), 80);
}

TEST(SeveralRuns, tell_what_one_run_a_side_cannot_know)
{
	EXPECT_GE(slower_of_100({1, 0.2, 1}, {1, 0.2, 1}), 20);
	EXPECT_LE(slower_of_100({1, 0.2, 1}, {1, 0.2, 5}), 10); // 36 if it were not borrowed
	EXPECT_LE(slower_of_100({1, 0.2, 5}, {1, 0.2, 1}), 10);
}

// A figure that comes out the same whenever its values are drawn.
Figures exact(const std::vector<double> &measured)
{
	Figures figures;
	for (const double one : measured)
		figures.push_back({one, [one](Random &) {
					   return one;
				   }});
	return figures;
}

TEST(SeveralRuns, give_an_interval_as_wide_as_they_are_apart)
{
	const Difference same = difference_of(exact({1, 1, 1}), exact({2, 2, 2}));
	EXPECT_EQ(same.amount(), 1);
	EXPECT_EQ(same.low, 1);
	EXPECT_EQ(same.high, 1);
	const Difference apart = difference_of(exact({0, 1, 2}), exact({2, 2, 2}));
	EXPECT_EQ(apart.amount(), 1);
	// Student's interval is 1.6 to either side; 1.4 would be that of three runs drawn of three.
	EXPECT_NEAR(apart.high - apart.low, 3.4, 0.4);
	EXPECT_EQ(apart.runs_before, 3U);
	const Difference one = difference_of(exact({1}), exact({2}));
	EXPECT_TRUE(one.is_sure());
	EXPECT_FALSE(difference_of(exact({1}), exact({1.5, 2.5})).is_sure());
}

TEST(SeveralRuns, that_say_nothing_do_not_count)
{
	World world(1);
	MeasuredRuns runs = world.runs_of({});
	const std::vector<Measurement> none;
	const std::vector<Measurement> other{{.name = "wake", .unit = "MiB", .values = {1}}};
	const std::vector<Measurement> zero{{.name = "wake", .unit = "ns", .values = {0}}};
	for (const std::vector<Measurement> *odd : {&none, &other, &zero})
		runs.push_back(odd);
	const auto shift = shift_of({.name = "wake", .unit = "ns"}, runs, runs);
	ASSERT_TRUE(shift);
	EXPECT_EQ(shift->runs_before, 3U);
	EXPECT_FALSE(shift->of_floor); // one of them has none
}

} // namespace
} // namespace cf
