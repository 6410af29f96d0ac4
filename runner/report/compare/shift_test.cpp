// SPDX-License-Identifier: MIT
#include "report/compare/shift.h"

#include <random>

#include <gtest/gtest.h>

namespace cf
{
namespace
{

// A thousand values about `middle`, a tenth of it wide, and a long tail.
std::vector<double> values_about(double middle, unsigned seed)
{
	std::mt19937 random(seed); // NOLINT(cert-msc51-cpp): a sample that is the same each time
	std::normal_distribution<double> near(middle, middle / 10);
	std::vector<double> values;
	values.reserve(1000);
	for (int i = 0; i < 1000; ++i)
		values.push_back(near(random) + (i % 50 == 0 ? 10 * middle : 0));
	return values;
}

std::vector<Measurement> run(double floor, double wake, unsigned seed)
{
	return {{.name = "eventfd", .unit = "ns", .values = values_about(floor, seed)},
		{.name = "wake",
			.unit = "ns",
			.values = values_about(wake, seed + 1),
			.floor = "eventfd"}};
}

std::optional<Shift> shift_of(const Measurement &like, const std::vector<Measurement> &before,
	const std::vector<Measurement> &after)
{
	return shift_of(like, MeasuredRuns{&before}, MeasuredRuns{&after});
}

TEST(Shift, of_equal_runs_is_none)
{
	const auto shift =
		shift_of({.name = "wake", .unit = "ns"}, run(100, 300, 1), run(100, 300, 7));
	ASSERT_TRUE(shift);
	EXPECT_NEAR(shift->ratio(), 1, 0.02);
	EXPECT_LT(shift->low, 1);
	EXPECT_GT(shift->high, 1);
	EXPECT_FALSE(shift->is_notable(0));
}

TEST(Shift, of_what_is_noisy_in_its_only_run_is_not_judged)
{
	const std::vector<Measurement> before = run(100, 300, 1);
	std::vector<Measurement> after = run(100, 360, 7);
	after[1].noise = {"preempted"};
	const auto shift = shift_of({.name = "wake", .unit = "ns"}, before, after);
	ASSERT_TRUE(shift);
	EXPECT_TRUE(shift->noisy);
	EXPECT_FALSE(shift->is_notable(0.1));
	const auto of_two = shift_of({.name = "wake", .unit = "ns"}, MeasuredRuns{&before, &before},
		MeasuredRuns{&after, &after});
	ASSERT_TRUE(of_two);
	EXPECT_FALSE(of_two->noisy);
}

TEST(Shift, is_seen_where_it_is)
{
	const auto shift =
		shift_of({.name = "wake", .unit = "ns"}, run(100, 300, 1), run(100, 360, 7));
	ASSERT_TRUE(shift);
	EXPECT_TRUE(shift->is_slower());
	EXPECT_GT(shift->low, 1.15);
	EXPECT_LT(shift->high, 1.25);
	EXPECT_TRUE(shift->is_notable(0.1));
	EXPECT_FALSE(shift->is_notable(0.3));
}

TEST(Shift, of_the_whole_machine_is_none_where_a_floor_is_named)
{
	const auto shift =
		shift_of({.name = "wake", .unit = "ns"}, run(100, 300, 1), run(50, 150, 7));
	ASSERT_TRUE(shift);
	EXPECT_TRUE(shift->of_floor);
	EXPECT_NEAR(shift->after, 3, 0.05);
	EXPECT_FALSE(shift->is_notable(0.05));
	EXPECT_TRUE(shift_of({.name = "eventfd", .unit = "ns"}, run(100, 300, 1), run(50, 150, 7))
			    ->is_notable(0.4));
}

TEST(Shift, of_few_values_is_not_sure)
{
	const std::vector<Measurement> before{{.name = "m", .unit = "ns", .values = {1, 9, 2, 8}}};
	const std::vector<Measurement> after{{.name = "m", .unit = "ns", .values = {3, 1, 8, 9}}};
	const auto shift = shift_of({.name = "m", .unit = "ns"}, before, after);
	ASSERT_TRUE(shift);
	EXPECT_FALSE(shift->is_notable(0.1));
}

// Three are all above three others by chance in one case of ten, four above four in one of 35.
TEST(Shift, of_what_chance_alone_may_set_apart_is_not_judged)
{
	const auto run_of = [](std::vector<double> values) {
		return std::vector<Measurement>{
			{.name = "m", .unit = "ns", .values = std::move(values)}};
	};
	const std::vector<Measurement> three = run_of({10, 11, 12});
	const std::vector<Measurement> other = run_of({20, 21, 22});
	const auto shift = shift_of({.name = "m", .unit = "ns"}, three, other);
	ASSERT_TRUE(shift);
	EXPECT_TRUE(shift->few);
	EXPECT_FALSE(shift->is_notable(0.1));
	const auto of_five =
		shift_of({.name = "m", .unit = "ns"}, three, run_of({20, 21, 22, 23, 24}));
	ASSERT_TRUE(of_five);
	EXPECT_FALSE(of_five->few);
	EXPECT_TRUE(of_five->is_notable(0.1));
	const auto of_runs = shift_of({.name = "m", .unit = "ns"},
		MeasuredRuns{&three, &three, &three}, MeasuredRuns{&other, &other, &other});
	ASSERT_TRUE(of_runs);
	EXPECT_FALSE(of_runs->few);
	EXPECT_TRUE(of_runs->is_notable(0.1));
}

TEST(Shift, drift_within_a_run_widens_the_interval)
{
	std::vector<Measurement> rising{{.name = "m", .unit = "ns", .values = {}}};
	for (int i = 0; i < 1000; ++i)
		rising[0].values.push_back(100 + i);
	const auto shift = shift_of({.name = "m", .unit = "ns"}, rising, rising);
	ASSERT_TRUE(shift);
	EXPECT_GT(shift->high - shift->low, 0.3);
}

TEST(Shift, needs_times_above_zero)
{
	const std::vector<Measurement> ns{{.name = "m", .unit = "ns", .values = {1}}};
	const std::vector<Measurement> us{{.name = "m", .unit = "us", .values = {1}}};
	const std::vector<Measurement> zero{{.name = "m", .unit = "ns", .values = {0}}};
	EXPECT_FALSE(shift_of({.name = "m", .unit = "ns"}, ns, us));
	EXPECT_FALSE(shift_of({.name = "m", .unit = "ns"}, ns, zero));
	EXPECT_FALSE(shift_of({.name = "m", .unit = "ns"}, zero, ns));
	EXPECT_FALSE(shift_of({.name = "other", .unit = "ns"}, ns, ns));
	const std::vector<Measurement> bytes{{.name = "m", .unit = "MiB", .values = {1}}};
	EXPECT_FALSE(shift_of({.name = "m", .unit = "MiB"}, bytes, bytes));
	EXPECT_FALSE(shift_of(
		{.name = "m", .unit = "ns"}, ns, {{.name = "m", .unit = "ns", .values = {}}}));
}

} // namespace
} // namespace cf
