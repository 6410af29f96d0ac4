// SPDX-License-Identifier: MIT
#include <algorithm>
#include <map>

#include "report/html/markup.h"
#include "report/html/sections/sections.h"
#include "report/html/sections/test_markup.h"
#include "text/lines.h"

namespace cf
{

namespace
{

using Tests = std::vector<const TestEntry *>;

std::string rows_of(const ResultSet &set, const Tests &tests)
{
	std::string rows;
	for (const TestEntry *test : tests) {
		const std::string_view name = split_id(test->id).rest;
		rows += has_card(*test) ? linked_row(set, *test, name) : own_row(set, *test, name);
	}
	return rows;
}

std::string group(const ResultSet &set, const std::string &program, const Tests &tests)
{
	return fragment("group",
		{{"name", program}, {"bar", tally_bar(tally(tests))},
			{"count", std::to_string(tests.size())}, {"rows", rows_of(set, tests)}});
}

} // namespace

Section tests_section(const ResultSet &set)
{
	std::map<std::string, Tests> programs;
	for (const TestEntry &test : set.tests)
		programs[std::string(split_id(test.id).group)].push_back(&test);
	std::string groups;
	for (const auto &[program, tests] : programs)
		groups += group(set, program, tests);
	return {"tests", "All tests", std::to_string(set.tests.size()),
		fragment("tests", {{"groups", groups}})};
}

Section skips_section(const ResultSet &set)
{
	std::map<std::string, Tests> reasons;
	std::size_t count = 0;
	for (const TestEntry &test : set.tests)
		if (test.outcome == Outcome::skip) {
			reasons[std::string(first_line(test.reason))].push_back(&test);
			++count;
		}
	std::vector<std::pair<std::string, Tests>> ranked(reasons.begin(), reasons.end());
	std::ranges::stable_sort(ranked, std::ranges::greater{},
		[](const auto &reason) { return reason.second.size(); });
	std::string items;
	for (const auto &[reason, tests] : ranked) {
		std::string rows;
		for (const TestEntry *test : tests)
			rows += fragment("skipped_row",
				{{"anchor", anchor_of(set, *test)}, {"id", test->id}});
		items += fragment("skip",
			{{"count", std::to_string(tests.size())}, {"reason", reason},
				{"rows", rows}});
	}
	if (items.empty())
		return {};
	return {"skips", "Why tests were skipped", std::to_string(count),
		fragment("skips", {{"items", items}})};
}

} // namespace cf
