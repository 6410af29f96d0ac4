// SPDX-License-Identifier: MIT
#include "report/model/merge.h"

#include <set>

#include <gtest/gtest.h>

namespace cf
{
namespace
{

TestEntry test(const char *id, Outcome outcome)
{
	return {.id = id, .outcome = outcome};
}

ResultSet set(const char *path, std::vector<TestEntry> tests)
{
	return {.parts = {{.path = path}}, .devices = {{.role = path}}, .tests = std::move(tests)};
}

TEST(Merge, is_the_union_in_order)
{
	ResultSet all = set("one", {test("a", Outcome::pass), test("c", Outcome::pass)});
	merge_into(all, set("two", {test("b", Outcome::fail)}));
	ASSERT_EQ(all.tests.size(), 3U);
	EXPECT_EQ(all.tests[1].id, "b");
	EXPECT_EQ(all.tests[1].part, 1U);
	EXPECT_EQ(all.tests[2].part, 0U);
	EXPECT_EQ(all.parts.size(), 2U);
	EXPECT_EQ(all.devices.size(), 2U);
	EXPECT_EQ(all.in_several, 0U);
}

TEST(Merge, keeps_what_each_part_measured)
{
	const auto measured = [](Outcome outcome, double value) {
		TestEntry entry = test("a", outcome);
		entry.metrics = {{.name = "m", .unit = "ns", .values = {value}}};
		return set("part", {std::move(entry)});
	};
	ResultSet all = measured(Outcome::pass, 1);
	merge_into(all, measured(Outcome::warn, 2));
	merge_into(all, set("none", {test("a", Outcome::skip)}));
	merge_into(all, measured(Outcome::pass, 3));
	merge_into(all, measured(Outcome::fail, 4));
	std::multiset<double> values{all.tests[0].metrics.at(0).values.at(0)};
	for (const std::vector<Measurement> &again : all.tests[0].measured_again)
		values.insert(again.at(0).values.at(0));
	EXPECT_EQ(values, (std::multiset<double>{1, 2, 3, 4}));
}

TEST(Merge, takes_the_worse_result_and_tells_of_the_other)
{
	for (const bool worse_first : {true, false}) {
		ResultSet good = set("good", {test("a", Outcome::pass)});
		ResultSet bad = set("bad", {test("a", Outcome::crash)});
		ResultSet all = worse_first ? bad : good;
		merge_into(all, worse_first ? good : bad);
		ASSERT_EQ(all.tests.size(), 1U);
		EXPECT_EQ(all.tests[0].outcome, Outcome::crash);
		EXPECT_EQ(
			all.tests[0].notes, std::vector<std::string>{"good has pass for it, too"});
		EXPECT_EQ(all.parts[all.tests[0].part].path, "bad");
		EXPECT_EQ(all.in_several, 1U);
	}
}

TEST(Merge, ranks_from_proving_nothing_to_the_worst)
{
	const std::vector<Outcome> ranked{Outcome::notrun, Outcome::skip, Outcome::pass,
		Outcome::warn, Outcome::dmesg_warn, Outcome::fail, Outcome::dmesg_fail,
		Outcome::timeout, Outcome::crash, Outcome::incomplete};
	for (std::size_t i = 0; i < ranked.size(); ++i)
		for (std::size_t j = 0; j < ranked.size(); ++j)
			EXPECT_EQ(is_worse(test("a", ranked[i]), test("a", ranked[j])), i > j)
				<< name_of(ranked[i]) << " and " << name_of(ranked[j]);
}

TEST(Merge, holds_the_unforeseen_for_worse_than_the_foreseen)
{
	TestEntry foreseen = test("a", Outcome::crash);
	foreseen.expected = Foreseen{.met = true};
	EXPECT_TRUE(is_worse(test("a", Outcome::fail), foreseen));
	EXPECT_FALSE(is_worse(foreseen, test("a", Outcome::fail)));
}

} // namespace
} // namespace cf
