// SPDX-License-Identifier: MIT
#include "report/console/summary.h"

#include <algorithm>
#include <iterator>
#include <vector>

#include <fmt/format.h>

#include "report/console/digest.h"

namespace cf
{

namespace
{

std::string losses_of_lockdep(const RunReport &report)
{
	std::string text;
	for (const ReportedCase &reported : report.cases)
		if (reported.result.verdict.lockdep_lost)
			text += fmt::format("\nlockdep switched itself off in {}\n", reported.id);
	return text;
}

std::string said_between_cases(const RunReport &report)
{
	std::string text;
	for (const std::string &complaint : report.between_cases)
		text += fmt::format("\n{}\n", complaint);
	return text;
}

} // namespace

std::string summarize(
	const RunReport &report, const std::string &results_directory, const std::string &measured)
{
	std::vector<TestEntry> tests;
	std::ranges::transform(report.cases, std::back_inserter(tests), entry_of);
	const Digest digest(tests, false);
	std::map<Outcome, std::size_t> not_run;
	if (report.not_run)
		not_run[Outcome::notrun] = report.not_run;
	// What matters most stands last, where the eye is when a run has ended.
	std::string text = measured + digest.skips() + digest.expected_failures() +
		digest.warnings() + digest.failures() + said_between_cases(report) +
		losses_of_lockdep(report) + digest.unwatched();
	text += fmt::format("\n{} in {:.1f} s\n", digest.counts(not_run), report.seconds);
	if (!report.finished())
		text += fmt::format("the run did not finish: {}\n", report.stopped_because);
	text += fmt::format("results: {}\n", results_directory);
	return text;
}

} // namespace cf
