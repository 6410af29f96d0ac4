// SPDX-License-Identifier: MIT
#include "progress/summary.h"

#include <algorithm>
#include <map>
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
constexpr const char *kIndent = "    ";

std::string counts_text(const RunReport &report)
{
	std::map<Outcome, std::size_t> counts;
	for (const ReportedCase &reported : report.cases)
		++counts[reported.result.verdict.outcome];
	if (report.not_run)
		counts[Outcome::notrun] = report.not_run;
	std::string text;
	for (const auto &[outcome, count] : counts)
		text += fmt::format("{}{} {}", text.empty() ? "" : ", ", count, name_of(outcome));
	return text;
}

// The first lines of a reason, each indented.
std::string indented(const std::string &reason)
{
	std::string text = printable(first_lines(reason, kReasonLines, kReasonBytes));
	for (std::size_t at = 0; (at = text.find('\n', at)) != text.npos; ++at)
		text.insert(at + 1, kIndent);
	return fmt::format("{}{}\n", kIndent, text);
}

std::string troubles_text(const RunReport &report)
{
	std::string text;
	for (const ReportedCase &reported : report.cases) {
		const Verdict &verdict = reported.result.verdict;
		if (!verdict.counts_against_run() && verdict.outcome != Outcome::warn)
			continue;
		text += fmt::format("\n{}  {}\n{}", name_of(verdict.outcome), reported.id,
			indented(verdict.reason));
		if (verdict.expected)
			text += fmt::format("{}expected was {}: {}\n", kIndent,
				name_of(verdict.expected->outcome), verdict.expected->reason);
		// What never was a process can't be run again.
		if (!reported.result.isolation.empty())
			text += fmt::format("{}reproduce: {}\n", kIndent, reported.reproduce);
	}
	return text;
}

// A heading and how many results have each reason, the most frequent first.
std::string ranked_text(std::string_view heading, const std::map<std::string, std::size_t> &reasons)
{
	std::vector<std::pair<std::string, std::size_t>> ranked(reasons.begin(), reasons.end());
	std::ranges::stable_sort(
		ranked, std::ranges::greater{}, &std::pair<std::string, std::size_t>::second);
	std::string text;
	for (const auto &[reason, count] : ranked)
		text += fmt::format("{:>6}  {}\n", count, reason);
	return text.empty() ? text : fmt::format("\n{}:\n{}", heading, text);
}

std::string skips_text(const RunReport &report)
{
	std::map<std::string, std::size_t> reasons;
	for (const ReportedCase &reported : report.cases)
		if (reported.result.verdict.outcome == Outcome::skip)
			++reasons[printable(first_line(reported.result.verdict.reason))];
	return ranked_text("skipped", reasons);
}

std::string expected_text(const RunReport &report)
{
	std::map<std::string, std::size_t> reasons;
	for (const ReportedCase &reported : report.cases) {
		const Verdict &verdict = reported.result.verdict;
		if (verdict.expected && verdict.outcome == verdict.expected->outcome)
			++reasons[fmt::format(
				"{}: {}", name_of(verdict.outcome), verdict.expected->reason)];
	}
	return ranked_text("failed as expected", reasons);
}

std::string unwatched_text(const RunReport &report)
{
	std::map<std::string, std::size_t> counts;
	std::string text;
	for (const ReportedCase &reported : report.cases) {
		const Verdict &verdict = reported.result.verdict;
		for (const std::string &watcher : verdict.unwatched)
			++counts[watcher];
		if (verdict.lockdep_lost)
			text += fmt::format("\nlockdep switched itself off in {}\n", reported.id);
	}
	for (const auto &[watcher, count] : counts)
		text += fmt::format("\n{} cases ran unwatched by {}\n", count, watcher);
	return text;
}

} // namespace

std::string summarize(const RunReport &report, const std::string &results_directory)
{
	std::string text = skips_text(report) + expected_text(report) + troubles_text(report) +
		unwatched_text(report);
	text += fmt::format("\n{} in {:.1f} s\n", counts_text(report), report.seconds);
	if (!report.finished())
		text += fmt::format("the run did not finish: {}\n", report.stopped_because);
	text += fmt::format("results: {}\n", results_directory);
	return text;
}

} // namespace cf
