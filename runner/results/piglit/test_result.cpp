// SPDX-License-Identifier: MIT
#include "results/piglit/test_result.h"

#include "journal/record/record_json.h"
#include "kernel/kmsg_record.h"
#include "text/utf8.h"
#include "verdict/case_events.h"

namespace cf
{

namespace
{

using nlohmann::json;

json time_of(const AttemptRecord &attempt)
{
	double start = 0;
	double end = 0;
	if (!attempt.end.is_null()) {
		start = attempt.end.at("start");
		end = attempt.end.at("end");
	} else if (!attempt.start.is_null()) {
		start = end = attempt.start.at("time");
	}
	return {{"__type__", "TimeAttribute"}, {"start", start}, {"end", end}};
}

std::string dmesg_of(const AttemptRecord &attempt)
{
	std::string text;
	for (const json &object : attempt.kernel_log) {
		const KmsgRecord record = object;
		if (record.continues && text.ends_with('\n'))
			text.insert(text.size() - 1, record.text);
		else
			text += format_kmsg_record(record) + "\n";
	}
	return text;
}

json metrics_of(const AttemptRecord &attempt)
{
	CaseEvents events;
	for (const std::string &line : attempt.event_lines)
		add_event_line(events, line);
	json metrics = json::array();
	for (const std::string &line : events.metrics) {
		json event = json::parse(line);
		event.erase("event");
		metrics.push_back(std::move(event));
	}
	return metrics;
}

json attempts_of(const TestRecord &test)
{
	json attempts = json::array();
	for (std::size_t i = 0; i < test.attempts.size(); ++i) {
		const AttemptSummary summary =
			summary_of(test.attempts[i], i + 1 == test.attempts.size());
		json attempt{{"result", name_of(summary.outcome)}, {"reason", summary.reason},
			{"kind", name_of(summary.kind)}, {"time", time_of(test.attempts[i])}};
		if (test.attempts[i].end.is_object())
			attempt["isolation"] = test.attempts[i].end.at("isolation");
		attempts.push_back(std::move(attempt));
	}
	return attempts;
}

void add_own_keys(json &value, const TestRecord &test, const AttemptRecord &attempt)
{
	const json end = attempt.end.is_null() ? json::object() : attempt.end;
	value["labels"] = test.declared.at("labels");
	value["roles"] = test.declared.at("roles");
	value["kmsg"] = attempt.kernel_log;
	value["metrics"] = metrics_of(attempt);
	value["kernel_reports"] = end.value("kernel_reports", json::array());
	value["unwatched"] = end.value("unwatched", json::array());
	value["notes"] = end.value("notes", json::array());
	value["isolation"] = end.value("isolation", "");
	if (end.contains("trace"))
		value["trace"] = end.at("trace");
	if (end.contains("expected"))
		value["expected"] = end.at("expected");
	if (test.attempts.size() > 1)
		value["attempts"] = attempts_of(test);
}

} // namespace

PiglitEntry piglit_entry(const TestRecord &test)
{
	static const AttemptRecord none;
	PiglitEntry entry;
	entry.name = "crossfence@" + test.declared.at("id").get<std::string>();
	const Decision decision = test.attempts.empty()
		? Decision{.reason = "the run ended before it"}
		: test.decision();
	const AttemptRecord &attempt =
		test.attempts.empty() ? none : test.attempts[decision.deciding];
	entry.outcome = decision.outcome;
	const json end = attempt.end.is_null() ? json::object() : attempt.end;
	entry.value = {{"__type__", "TestResult"}, {"result", name_of(entry.outcome)},
		{"command", test.declared.at("command")}, {"environment", ""},
		{"out", printable(attempt.out)}, {"err", printable(attempt.err)},
		{"dmesg", dmesg_of(attempt)}, {"time", time_of(attempt)},
		{"returncode", end.value("returncode", json())},
		{"pid", end.value("pid", json::array())}, {"exception", nullptr},
		{"traceback", nullptr}, {"images", nullptr},
		{"subtests", {{"__type__", "Subtests"}}}};
	entry.value["reason"] = decision.reason;
	add_own_keys(entry.value, test, attempt);
	if (decision.flaky)
		entry.value.erase("expected");
	return entry;
}

} // namespace cf
