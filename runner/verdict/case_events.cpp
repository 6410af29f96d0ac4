// SPDX-License-Identifier: MIT
#include "verdict/case_events.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace cf
{

namespace
{

std::string failure_text(const nlohmann::json &event)
{
	const std::string file = event.value("file", "");
	std::string message = event.at("message");
	// What FAIL() puts in front says nothing that the outcome doesn't.
	if (constexpr std::string_view empty = "Failed\n"; message.starts_with(empty))
		message.erase(0, empty.size());
	return file.empty() ? message
			    : fmt::format("{}:{}: {}", file, event.value("line", 0), message);
}

// A blank reason is none.
void add_reason(std::vector<std::string> &reasons, const nlohmann::json &event)
{
	std::string reason = event.at("reason");
	if (reason.find_first_not_of(" \t\n") != reason.npos)
		reasons.push_back(std::move(reason));
}

void add_event(CaseEvents &events, const nlohmann::json &event, std::string_view line)
{
	const std::string kind = event.at("event");
	if (kind == "failure")
		events.failures.push_back(failure_text(event));
	else if (kind == "skip")
		add_reason(events.skip_reasons, event);
	else if (kind == "warn")
		add_reason(events.warnings, event);
	else if (kind == "metric")
		events.metrics.emplace_back(line);
	else if (kind == "end")
		events.end = event.at("result");
	else if (kind != "start")
		++events.undecodable;
}

} // namespace

void add_event_line(CaseEvents &events, std::string_view line)
{
	try {
		add_event(events, nlohmann::json::parse(line), line);
	} catch (const nlohmann::json::exception &) {
		++events.undecodable;
	}
}

} // namespace cf
