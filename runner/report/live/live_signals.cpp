// SPDX-License-Identifier: MIT
#include "report/live/live_signals.h"

#include <utility>

#include <nlohmann/json.hpp>

#include "verdict/case_events.h"

namespace cf
{

LiveSignals::LiveSignals(std::vector<TestCase> cases, const RunSettings &settings)
	: cases_(std::move(cases)), repeats_(settings.rounds() > 1), retries_(settings.retry > 0)
{
}

void LiveSignals::has_run_before(std::size_t number)
{
	waiting_.insert(cases_.at(number).id);
}

void LiveSignals::hear(std::size_t number, std::string_view event_line)
{
	CaseEvents events;
	add_event_line(events, event_line);
	for (const std::string &metric : events.metrics)
		metrics_[cases_.at(number).id].push_back(
			read_measurement(nlohmann::json::parse(metric)));
}

bool LiveSignals::may_run_again(const CaseResult &result) const
{
	return repeats_ || (retries_ && result.verdict.counts_against_run());
}

std::string LiveSignals::ended(const ReportedCase &reported)
{
	TestEntry test = entry_of(reported);
	test.metrics = std::exchange(metrics_[test.id], {});
	if (may_run_again(reported.result))
		waiting_.insert(test.id);
	if (waiting_.contains(test.id))
		return "";
	told_.insert(test.id);
	return stream_.add(test);
}

std::string LiveSignals::rest(const ResultSet &results)
{
	std::string text;
	for (const TestEntry &test : results.tests)
		if (!told_.contains(test.id))
			text += stream_.add(test);
	return text + stream_.close();
}

} // namespace cf
