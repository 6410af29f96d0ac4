// SPDX-License-Identifier: MIT
#include "report/model/test_entry.h"

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "journal/record/record_json.h"
#include "kernel/report/kernel_report.h"
#include "progress/run_report.h"
#include "text/json_member.h"

namespace cf
{

namespace
{

using nlohmann::json;

Outcome outcome_in(const json &object, const char *key)
{
	return outcome_named(get_or<std::string>(object, key, "")).value_or(Outcome::incomplete);
}

json member(const json &object, const char *key)
{
	return get_or<json>(object, key, json::object());
}

Attempt read_attempt(const json &value)
{
	const json time = member(value, "time");
	return {.outcome = outcome_in(value, "result"),
		.reason = get_or<std::string>(value, "reason", ""),
		.start = time_in(time, "start"),
		.end = time_in(time, "end"),
		.isolation = get_or<std::string>(value, "isolation", ""),
		.kind = get_or<std::string>(value, "kind", "")};
}

// The end of the year 9999: later ones have no calendar date.
constexpr double kLatest = 253'402'300'799;

Foreseen read_foreseen(const json &value)
{
	return {.outcome = outcome_in(value, "outcome"),
		.reason = get_or<std::string>(value, "reason", ""),
		.met = get_or(value, "met", false),
		.sometimes = get_or(value, "sometimes", false)};
}

// What the runner notes of a report that does not count. Whoever shows the report says it, too.
std::string note_of_excuse(const KernelReportEntry &report)
{
	return fmt::format("does not count: {} ({})", report.text(), report.excuse);
}

void read_lists(TestEntry &test, const json &value)
{
	using Texts = std::vector<std::string>;
	test.labels = get_or(value, "labels", Texts());
	test.roles = get_or(value, "roles", Texts());
	test.notes = get_or(value, "notes", Texts());
	test.unwatched = get_or(value, "unwatched", Texts());
	for (const std::string &what : test.unwatched)
		test.notes.push_back("not watched meanwhile: " + what);
	test.kernel_reports = read_kernel_reports(value);
	for (const KernelReportEntry &report : test.kernel_reports)
		std::erase(test.notes, note_of_excuse(report));
	for (const json &record : member(value, "kmsg"))
		test.kernel_log.push_back(record.get<KmsgRecord>());
	for (const json &metric : member(value, "metrics"))
		test.metrics.push_back(read_measurement(metric));
	for (const json &attempt : member(value, "attempts"))
		test.attempts.push_back(read_attempt(attempt));
}

} // namespace

double time_in(const json &time, const char *key)
{
	return std::clamp(get_or(time, key, 0.0), 0.0, kLatest);
}

TestEntry read_test_entry(const std::string &name, const json &value)
{
	constexpr std::string_view prefix = "crossfence@";
	const Attempt final = read_attempt(value);
	TestEntry test;
	test.id = name.starts_with(prefix) ? name.substr(prefix.size()) : name;
	// The one thing that no test is without.
	test.outcome =
		outcome_named(value.at("result").get<std::string>()).value_or(Outcome::incomplete);
	test.reason = final.reason;
	test.start = final.start;
	test.end = final.end;
	test.isolation = final.isolation;
	test.command = get_or<std::string>(value, "command", "");
	test.out = get_or<std::string>(value, "out", "");
	test.err = get_or<std::string>(value, "err", "");
	read_lists(test, value);
	if (value.contains("expected"))
		test.expected = read_foreseen(value.at("expected"));
	return test;
}

std::string TestEntry::kernel_log_text() const
{
	std::string text;
	for (const KmsgRecord &record : kernel_log)
		text += format_kmsg_record(record) + "\n";
	return text;
}

TestEntry entry_of(const ReportedCase &reported)
{
	const CaseResult &result = reported.result;
	const Verdict &verdict = result.verdict;
	TestEntry test{.id = reported.id,
		.outcome = verdict.outcome,
		.reason = verdict.reason,
		.start = result.start,
		.end = result.end,
		.command = reported.reproduce,
		.isolation = result.isolation,
		.notes = verdict.notes,
		.unwatched = verdict.unwatched};
	for (const KernelReport &report : verdict.reports)
		test.kernel_reports.push_back({std::string(name_of(report.kind)), report.title,
			report.function, report.excuse});
	if (const auto &expected = verdict.expected)
		test.expected = {expected->outcome, expected->reason, !verdict.counts_against_run(),
			expected->sometimes};
	return test;
}

TestName split_id(std::string_view id)
{
	const std::size_t first = id.find('@');
	if (first == id.npos)
		return {id, id, id, id, {}};
	const std::string_view folder = id.substr(0, first);
	TestName name{folder, folder, folder, id.substr(first + 1), {}};
	const std::size_t second = name.rest.find('@');
	if (second == id.npos)
		return name;
	name.program = name.rest.substr(0, second);
	name.rest.remove_prefix(second + 1);
	name.group = id.substr(0, first + 1 + second);
	const std::size_t third = name.rest.find('@');
	if (third != id.npos)
		name.parameter = name.rest.substr(third + 1);
	return name;
}

} // namespace cf
