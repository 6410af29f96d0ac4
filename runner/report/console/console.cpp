// SPDX-License-Identifier: MIT
#include <algorithm>
#include <vector>

#include <fmt/format.h>

#include "report/console/digest.h"
#include "report/console/measured_table.h"
#include "report/formats/formats.h"
#include "results/measured/metrics_csv.h"
#include "text/utf8.h"

namespace cf
{

namespace
{

constexpr std::size_t kSlowest = 10;
constexpr double kWorthATime = 0.01; // seconds; below it nothing is slow
constexpr std::size_t kMostReports = 20;

std::string heading(const ResultSet &set, const Digest &digest)
{
	std::string text;
	for (const RunPart &part : set.parts)
		text += fmt::format("{}  {}  {:.1f} s\n", digest.bold(printable(part.name)),
			printable(part.kernel_release()), part.end - part.start);
	if (set.in_several)
		text += fmt::format("{} tests are in more than one of these directories; "
				    "the worse result counts\n",
			set.in_several);
	return text;
}

std::string slowest(const ResultSet &set)
{
	std::vector<const TestEntry *> slow;
	for (const TestEntry &test : set.tests)
		if (test.seconds() >= kWorthATime)
			slow.push_back(&test);
	std::ranges::stable_sort(slow, std::ranges::greater{}, &TestEntry::seconds);
	slow.resize(std::min(slow.size(), kSlowest));
	std::string text;
	for (const TestEntry *test : slow)
		text += fmt::format("{:>8.2f} s  {}\n", test->seconds(), printable(test->id));
	return text.empty() ? text : fmt::format("\nslowest:\n{}", text);
}

std::string kernel_reports(const ResultSet &set)
{
	std::string text;
	for (const RunPart &part : set.parts)
		text += indented(report_lines(part.kernel_reports, kMostReports));
	return text.empty() ? text
			    : fmt::format("\nkernel reports that belong to no test:\n{}", text);
}

std::string closing(const ResultSet &set, const Digest &digest)
{
	const std::string counts = digest.counts();
	const auto unexpected = std::ranges::count_if(set.tests, &TestEntry::counts_against_run);
	std::string text = fmt::format(
		"\n{}; {} unexpected\n", counts.empty() ? "no tests" : counts, unexpected);
	for (const RunPart &part : set.parts)
		if (!part.finished)
			text += fmt::format("{} did not finish: {}\n", part.path,
				printable(part.stopped_because));
	return text;
}

// Several parts have one each.
std::string place_of_metrics(const ResultSet &set)
{
	const bool in_one = set.parts.size() == 1 && !set.parts[0].path.ends_with(".json");
	return (in_one ? set.parts[0].path + "/" : "") + kMetricsFile;
}

} // namespace

std::string console_report(const ResultSet &set, bool colour)
{
	const Digest digest(set.tests, colour);
	return heading(set, digest) + digest.failures() + digest.warnings() + digest.skips() +
		digest.expected_failures() + kernel_reports(set) + slowest(set) +
		measured_table(set.tests, place_of_metrics(set)) + digest.unwatched() +
		closing(set, digest);
}

} // namespace cf
