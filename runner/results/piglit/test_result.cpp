// SPDX-License-Identifier: MIT
#include "results/piglit/test_result.h"

#include "journal/record_json.h"
#include "kernel/kmsg_record.h"
#include "text/utf8.h"

namespace cf
{

namespace
{

using nlohmann::json;

Outcome outcome_of(const TestRecord &test)
{
	if (!test.end.is_null())
		return outcome_named(test.end.at("result").get<std::string>())
			.value_or(Outcome::incomplete);
	return test.start.is_null() ? Outcome::notrun : Outcome::incomplete;
}

json reason_of(const TestRecord &test)
{
	if (!test.end.is_null())
		return test.end.at("reason");
	return test.start.is_null() ? "the run ended before it" : "the runner ended while it ran";
}

json time_of(const TestRecord &test)
{
	double start = 0;
	double end = 0;
	if (!test.end.is_null()) {
		start = test.end.at("start");
		end = test.end.at("end");
	} else if (!test.start.is_null()) {
		start = end = test.start.at("time");
	}
	return {{"__type__", "TimeAttribute"}, {"start", start}, {"end", end}};
}

std::string dmesg_of(const TestRecord &test)
{
	std::string text;
	for (const json &object : test.kernel_log) {
		const KmsgRecord record = object;
		if (record.continues && text.ends_with('\n'))
			text.insert(text.size() - 1, record.text);
		else
			text += format_kmsg_record(record) + "\n";
	}
	return text;
}

json metrics_of(const TestRecord &test)
{
	json metrics = json::array();
	for (const std::string &line : test.event_lines) {
		json event = json::parse(line, nullptr, false);
		if (!event.is_object() || event.value("event", json()) != "metric")
			continue;
		event.erase("event");
		metrics.push_back(std::move(event));
	}
	return metrics;
}

void add_own_keys(json &value, const TestRecord &test)
{
	value["reason"] = reason_of(test);
	value["labels"] = test.declared.at("labels");
	value["roles"] = test.declared.at("roles");
	value["kmsg"] = test.kernel_log;
	value["metrics"] = metrics_of(test);
}

} // namespace

PiglitEntry piglit_entry(const TestRecord &test)
{
	PiglitEntry entry;
	entry.name = "crossfence@" + test.declared.at("id").get<std::string>();
	entry.outcome = outcome_of(test);
	const json end = test.end.is_null() ? json::object() : test.end;
	entry.value = {{"__type__", "TestResult"}, {"result", name_of(entry.outcome)},
		{"command", test.declared.at("command")}, {"environment", ""},
		{"out", printable(test.out)}, {"err", printable(test.err)},
		{"dmesg", dmesg_of(test)}, {"time", time_of(test)},
		{"returncode", end.value("returncode", json())},
		{"pid", end.value("pid", json::array())}, {"exception", nullptr},
		{"traceback", nullptr}, {"images", nullptr},
		{"subtests", {{"__type__", "Subtests"}}}};
	add_own_keys(entry.value, test);
	if (end.contains("expected"))
		entry.value["expected"] = end.at("expected");
	entry.value["notes"] = end.value("notes", json::array());
	entry.value["isolation"] = end.value("isolation", "");
	return entry;
}

} // namespace cf
