// SPDX-License-Identifier: MIT
#include <algorithm>

#include <fmt/format.h>

#include "report/html/markup.h"
#include "report/html/sections/sections.h"
#include "report/html/sections/test_markup.h"

namespace cf
{

namespace
{

// All of it is in results.json; a page of more than this is no longer read.
constexpr std::size_t kMostLines = 4000;

constexpr int kError = 3;
constexpr int kWarning = 4;

std::string_view tone_of_level(int level)
{
	if (level <= kError)
		return "bad";
	return level == kWarning ? "warn" : "";
}

std::string lines_of(const TestEntry &test)
{
	std::string lines;
	for (const KmsgRecord &record : test.kernel_log)
		lines += fragment("kernel_log_line",
				 {{"tone", std::string(tone_of_level(record.level))},
					 {"text", format_kmsg_record(record)}}) +
			"\n";
	return lines;
}

std::string reports_of_no_test(const ResultSet &set)
{
	std::string lists;
	for (const RunPart &part : set.parts)
		lists += kernel_reports_markup(part.kernel_reports,
			set.parts.size() == 1 ? "Reports that belong to no test"
					      : "Reports that belong to no test of " + part.path);
	return lists;
}

} // namespace

Section kernel_log_section(const ResultSet &set)
{
	std::vector<const TestEntry *> tests;
	for (const TestEntry &test : set.tests)
		if (!test.kernel_log.empty())
			tests.push_back(&test);
	std::ranges::stable_sort(tests, {}, &TestEntry::start);
	std::size_t count = 0;
	std::size_t left_out = 0;
	std::string body;
	for (const TestEntry *test : tests) {
		count += test->kernel_log.size();
		if (count > kMostLines)
			left_out += test->kernel_log.size();
		else
			body += fragment("kernel_log_test",
				{{"anchor", anchor_of(set, *test)}, {"id", test->id},
					{"reports", kernel_reports_markup(test->kernel_reports)},
					{"lines", lines_of(*test)}});
	}
	const std::string unowned = reports_of_no_test(set);
	if (count == 0)
		return {"kernel-log", "Kernel log", "", unowned};
	if (left_out)
		body += fragment("quiet",
			{{"text", fmt::format("{} more lines are in results.json", left_out)}});
	return {"kernel-log", "Kernel log", std::to_string(count),
		unowned +
			fragment(
				"kernel_log", {{"count", std::to_string(count)}, {"tests", body}})};
}

} // namespace cf
