// SPDX-License-Identifier: MIT
#include "plan/shard/shard.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace cf
{
namespace
{

std::vector<TestCase> sample(std::size_t count)
{
	std::vector<TestCase> cases;
	for (std::size_t i = 0; i < count; ++i)
		cases.push_back({.id = fmt::format("a@b@case{}", i)});
	return cases;
}

std::set<std::string> ids_of(const std::vector<TestCase> &cases)
{
	std::set<std::string> ids;
	for (const TestCase &test : cases)
		ids.insert(test.id);
	return ids;
}

double seconds_of(const std::vector<TestCase> &cases, const SecondsById &times)
{
	double sum = 0;
	for (const TestCase &test : cases)
		sum += times.at(test.id);
	return sum;
}

class EveryCaseOnce : public testing::TestWithParam<bool>
{
};

TEST_P(EveryCaseOnce, in_some_shard)
{
	const auto cases = sample(1000);
	const SecondsById times = GetParam() ? SecondsById{{"a@b@case7", 3}} : SecondsById{};
	std::multiset<std::string> seen;
	for (unsigned number = 1; number <= 3; ++number)
		for (const TestCase &test : cases_of_shard(cases, {number, 3}, times))
			seen.insert(test.id);
	EXPECT_EQ(seen.size(), cases.size());
	EXPECT_EQ(std::set(seen.begin(), seen.end()), ids_of(cases));
}

INSTANTIATE_TEST_SUITE_P(Shards, EveryCaseOnce, testing::Bool());

TEST(Shards, new_cases_leave_the_old_ones_where_they_were)
{
	const auto before = ids_of(cases_of_shard(sample(100), {2, 4}, {}));
	const auto after = ids_of(cases_of_shard(sample(120), {2, 4}, {}));
	EXPECT_TRUE(std::ranges::includes(after, before));
}

TEST(Shards, are_balanced_by_time)
{
	const auto cases = sample(60);
	SecondsById times;
	for (std::size_t i = 0; i < cases.size(); ++i)
		times[cases[i].id] = i < 3 ? 10 : 0.5;
	for (unsigned number = 1; number <= 3; ++number)
		EXPECT_NEAR(
			seconds_of(cases_of_shard(cases, {number, 3}, times), times), 19.5, 0.6);
}

} // namespace
} // namespace cf
