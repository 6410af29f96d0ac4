// SPDX-License-Identifier: MIT
#include "journal/record/record_json.h"

#include <nlohmann/json.hpp>

#include "text/json_integer.h"
#include "text/utf8.h"

namespace cf
{

using nlohmann::json;

json run_start_record(const RunInfo &info)
{
	json cases = json::array();
	for (const TestCase &test : info.cases)
		cases.push_back({{"id", test.id}, {"labels", test.labels}, {"roles", test.roles},
			{"locks", test.locks}, {"command", info.reproduce(test.id)}});
	return {{"t", "run-start"}, {"journal", 1}, {"boot", info.boot}, {"name", info.name},
		{"time", info.start}, {"command_line", info.command_line}, {"kernel", info.kernel},
		{"kernel_log", info.kernel_log}, {"versions", info.versions},
		{"options", info.options}, {"devices", info.devices}, {"settings", info.settings},
		{"cases", std::move(cases)}};
}

namespace
{

json report_json(const KernelReport &report)
{
	json object{{"kind", name_of(report.kind)}, {"title", printable(report.title)},
		{"function", printable(report.function)}, {"first_seq", report.first},
		{"last_seq", report.last}};
	if (report.announced)
		object["announced"] = true;
	else if (!report.excuse.empty())
		object["harmless"] = printable(report.excuse);
	return object;
}

json trace_json(const KeptTrace &trace)
{
	const std::string path = "trace/" + trace.name;
	return {{"summary", path + ".txt"}, {"perfetto", path + ".json"},
		{"recorded", path + ".trace"}, {"lost", trace.lost},
		{"unreadable", trace.unreadable}};
}

json expected_json(const Verdict &verdict)
{
	const Expected &expected = *verdict.expected;
	json object{{"outcome", name_of(expected.outcome)}, {"reason", printable(expected.reason)},
		{"met", !verdict.counts_against_run()}};
	if (expected.sometimes)
		object["sometimes"] = true;
	if (expected.any_failure)
		object["any_failure"] = true;
	return object;
}

Expected expected_of(const json &object)
{
	return {.outcome = outcome_named(object.at("outcome").get<std::string>())
				   .value_or(Outcome::fail),
		.reason = object.at("reason"),
		.sometimes = object.value("sometimes", false),
		.any_failure = object.value("any_failure", false)};
}

} // namespace

json resumed_record(const RunResumed &resumed)
{
	return {{"t", "resumed"}, {"time", resumed.time}, {"command_line", resumed.command_line},
		{"kernel", resumed.kernel}, {"boot", resumed.boot}};
}

json interlude_record(const Interlude &interlude)
{
	json reports = json::array();
	for (const KernelReport &report : interlude.reports)
		reports.push_back(report_json(report));
	return {{"t", "interlude"}, {"until", printable(interlude.until)},
		{"complaint", printable(interlude.complaint)},
		{"kernel_reports", std::move(reports)}, {"records", interlude.log}};
}

TestCase test_case_of(const json &declared)
{
	TestCase test;
	test.id = declared.at("id");
	test.labels = declared.at("labels");
	test.roles = declared.at("roles");
	test.locks = declared.at("locks");
	return test;
}

json case_end_record(std::size_t number, const CaseResult &result)
{
	json record{{"t", "end"}, {"n", number}, {"result", name_of(result.verdict.outcome)},
		{"reason", printable(result.verdict.reason)}, {"start", result.start},
		{"end", result.end}, {"isolation", result.isolation}};
	if (result.trace)
		record["trace"] = trace_json(*result.trace);
	record["notes"] = json::array();
	if (result.interrupted)
		record["interrupted"] = true;
	if (result.verdict.expected)
		record["expected"] = expected_json(result.verdict);
	for (const std::string &note : result.verdict.notes)
		record["notes"].push_back(printable(note));
	record["kernel_reports"] = json::array();
	for (const KernelReport &report : result.verdict.reports)
		record["kernel_reports"].push_back(report_json(report));
	record["unwatched"] = result.verdict.unwatched;
	record["pid"] = result.pid ? json::array({result.pid}) : json::array();
	record["returncode"] = result.return_code ? json(*result.return_code) : json(nullptr);
	return record;
}

CaseResult case_result_of(const json &record)
{
	CaseResult result;
	const auto outcome = outcome_named(record.at("result").get<std::string>());
	result.verdict.outcome = outcome.value_or(Outcome::incomplete);
	result.verdict.reason = record.at("reason");
	result.verdict.notes = record.at("notes");
	result.start = record.at("start");
	result.end = record.at("end");
	result.isolation = record.at("isolation");
	result.interrupted = record.value("interrupted", false);
	result.verdict.unwatched = record.at("unwatched");
	if (record.contains("expected"))
		result.verdict.expected = expected_of(record.at("expected"));
	return result;
}

void to_json(json &object, const KmsgRecord &record)
{
	object = {{"level", record.level}, {"facility", record.facility}, {"seq", record.sequence},
		{"us", record.microseconds}, {"text", printable(record.text)}};
	if (record.continues)
		object["continues"] = true;
	if (!record.caller.empty())
		object["caller"] = printable(record.caller);
}

void from_json(const json &object, KmsgRecord &record)
{
	record.level = integer_at<int>(object, "level");
	record.facility = integer_at<int>(object, "facility");
	record.sequence = integer_at<std::uint64_t>(object, "seq");
	record.microseconds = integer_at<std::uint64_t>(object, "us");
	record.text = object.at("text");
	record.continues = object.value("continues", false);
	record.caller = object.value("caller", "");
}

void set_bytes(json &record, std::string_view bytes)
{
	if (is_utf8(bytes))
		record["text"] = bytes;
	else
		record["latin1"] = latin1_to_utf8(bytes);
}

std::string get_bytes(const json &record)
{
	if (record.contains("text"))
		return record.at("text");
	return utf8_to_latin1(record.at("latin1").get_ref<const std::string &>());
}

} // namespace cf
