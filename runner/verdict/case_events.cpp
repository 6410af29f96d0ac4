// SPDX-License-Identifier: MIT
#include "verdict/case_events.h"

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "results/measured/measurement.h"

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

// Each report is compared with all of them; nobody needs many.
void add_announcement(CaseEvents &events, std::string kind)
{
	constexpr std::size_t most = 16;
	if (events.announced.size() == most)
		++events.undecodable;
	else
		events.announced.push_back(std::move(kind));
}

void add_metric(CaseEvents &events, const nlohmann::json &event, std::string_view line)
{
	if (is_measurement(event))
		events.metrics.emplace_back(line);
	else
		++events.undecodable;
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
		add_metric(events, event, line);
	else if (kind == "splat")
		add_announcement(events, event.at("kind"));
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
