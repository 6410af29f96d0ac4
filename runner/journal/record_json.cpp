// SPDX-License-Identifier: MIT
#include "journal/record_json.h"

#include <nlohmann/json.hpp>

#include "text/utf8.h"

namespace cf
{

using nlohmann::json;

json run_start_record(const RunInfo &info)
{
	json cases = json::array();
	for (const TestCase &test : info.cases)
		cases.push_back({{"id", test.id}, {"labels", test.labels}, {"roles", test.roles},
			{"command", info.reproduce(test.id)}});
	return {{"t", "run-start"}, {"journal", 1}, {"name", info.name}, {"time", info.start},
		{"command_line", info.command_line}, {"kernel", info.kernel},
		{"kernel_log", info.kernel_log}, {"versions", info.versions},
		{"options", info.options}, {"devices", info.devices}, {"cases", std::move(cases)}};
}

json case_end_record(std::size_t number, const CaseResult &result)
{
	json record{{"t", "end"}, {"n", number}, {"result", name_of(result.verdict.outcome)},
		{"reason", printable(result.verdict.reason)}, {"start", result.start},
		{"end", result.end}, {"isolation", result.isolation}};
	record["notes"] = json::array();
	if (const auto &expected = result.verdict.expected)
		record["expected"] = {{"outcome", name_of(expected->outcome)},
			{"reason", printable(expected->reason)},
			{"met", !result.verdict.counts_against_run()}};
	for (const std::string &note : result.verdict.notes)
		record["notes"].push_back(printable(note));
	record["pid"] = result.pid ? json::array({result.pid}) : json::array();
	record["returncode"] = result.return_code ? json(*result.return_code) : json(nullptr);
	return record;
}

void to_json(json &object, const KmsgRecord &record)
{
	object = {{"level", record.level}, {"facility", record.facility}, {"seq", record.sequence},
		{"us", record.microseconds}, {"text", printable(record.text)}};
	if (record.continues)
		object["continues"] = true;
}

void from_json(const json &object, KmsgRecord &record)
{
	record.level = object.at("level");
	record.facility = object.at("facility");
	record.sequence = object.at("seq");
	record.microseconds = object.at("us");
	record.text = object.at("text");
	record.continues = object.value("continues", false);
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
