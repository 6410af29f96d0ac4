// SPDX-License-Identifier: MIT
#include "report/console/digest.h"

#include <algorithm>
#include <functional>
#include <vector>

#include <fmt/format.h>

#include "text/lines.h"
#include "text/utf8.h"

namespace cf
{

namespace
{

constexpr std::size_t kReasonLines = 4;
constexpr std::size_t kReasonBytes = 600;
constexpr std::size_t kMostReports = 5;
constexpr const char *kIndent = "    ";

constexpr int kRed = 31;
constexpr int kGreen = 32;
constexpr int kYellow = 33;
constexpr int kBold = 1;

using Reasons = std::map<std::string, std::size_t>;

std::string ranked(std::string_view title, const Reasons &reasons)
{
	std::vector<std::pair<std::string, std::size_t>> rows(reasons.begin(), reasons.end());
	std::ranges::stable_sort(
		rows, std::ranges::greater{}, &std::pair<std::string, std::size_t>::second);
	std::string text;
	for (const auto &[reason, count] : rows)
		text += fmt::format("{:>6}  {}\n", count, reason);
	return text.empty() ? text : fmt::format("\n{}:\n{}", title, text);
}

// The reason has named the first already.
std::string further_reports(const TestEntry &test)
{
	std::vector<KernelReportEntry> further;
	std::ranges::copy_if(test.kernel_reports, std::back_inserter(further),
		[&](const KernelReportEntry &report) {
			return test.reason.find(report.text()) == std::string::npos;
		});
	const std::string lines = report_lines(further, kMostReports);
	return lines.empty() ? "" : fmt::format("{}kernel reports:\n{}", kIndent, indented(lines));
}

} // namespace

std::string indented(std::string_view text)
{
	std::string lines;
	while (!text.empty()) {
		const std::string_view line = first_line(text);
		lines += fmt::format("{}{}\n", kIndent, printable(line));
		text.remove_prefix(std::min(line.size() + 1, text.size()));
	}
	return lines;
}

std::string Digest::painted(int colour, std::string_view text) const
{
	if (!colour_)
		return std::string(text);
	return fmt::format("\033[{}m{}\033[0m", colour, text);
}

std::string Digest::bold(std::string_view text) const
{
	return painted(kBold, text);
}

std::string Digest::one(const TestEntry &test, int colour) const
{
	std::string text = fmt::format(
		"\n{}  {}\n", painted(colour, name_of(test.outcome)), printable(test.id));
	text += indented(first_lines(test.reason, kReasonLines, kReasonBytes));
	text += further_reports(test);
	if (test.expected)
		text += fmt::format("{}expected was {}: {}\n", kIndent,
			name_of(test.expected->outcome), printable(test.expected->reason));
	for (const Attempt &attempt : test.attempts)
		text += fmt::format("{}attempt: {}  {}\n", kIndent, name_of(attempt.outcome),
			printable(first_line(attempt.reason)));
	// What never was a process can't be run again.
	if (!test.command.empty() && !test.isolation.empty())
		text += fmt::format("{}reproduce: {}\n", kIndent, printable(test.command));
	return text;
}

std::string Digest::failures() const
{
	std::string text;
	for (const TestEntry &test : tests_)
		if (test.counts_against_run())
			text += one(test, kRed);
	return text;
}

std::string Digest::warnings() const
{
	std::string text;
	for (const TestEntry &test : tests_)
		if (test.outcome == Outcome::warn && !test.counts_against_run())
			text += one(test, kYellow);
	return text;
}

std::string Digest::skips(std::string_view title) const
{
	Reasons reasons;
	for (const TestEntry &test : tests_)
		if (test.outcome == Outcome::skip)
			++reasons[printable(first_line(test.reason))];
	return ranked(title, reasons);
}

std::string Digest::expected_failures() const
{
	Reasons reasons;
	for (const TestEntry &test : tests_)
		if (test.failed_as_expected())
			++reasons[fmt::format(
				"{}: {}", name_of(test.outcome), printable(test.expected->reason))];
	return ranked("failed as expected", reasons);
}

std::string Digest::unwatched() const
{
	std::map<std::string, std::size_t> counts;
	for (const TestEntry &test : tests_)
		for (const std::string &watcher : test.unwatched)
			++counts[printable(watcher)];
	std::string text;
	for (const auto &[watcher, count] : counts)
		text += fmt::format("\n{} tests ran unwatched by {}\n", count, watcher);
	return text;
}

std::string Digest::counts(std::map<Outcome, std::size_t> others) const
{
	for (const TestEntry &test : tests_)
		++others[test.outcome];
	std::string text;
	for (const auto &[outcome, count] : others) {
		const bool bad = is_unexpected(outcome);
		const int colour = bad ? kRed : outcome == Outcome::pass ? kGreen : kYellow;
		text += fmt::format("{}{}", text.empty() ? "" : ", ",
			painted(colour, fmt::format("{} {}", count, name_of(outcome))));
	}
	return text;
}

} // namespace cf
