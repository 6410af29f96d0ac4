// SPDX-License-Identifier: MIT
#include "engine/worker/worker_message.h"

#include <stdexcept>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "text/json_integer.h"
#include "text/utf8.h"

namespace cf
{

namespace
{

using nlohmann::json;
using Lines = std::vector<std::string>;

// So that 500 children, each with its kernel stack, still fit into a packet.
constexpr std::size_t kMaxLines = 20;
constexpr std::size_t kMaxLineBytes = 800;

void limit(Lines &lines)
{
	for (std::string &line : lines)
		line = printable(line).substr(0, kMaxLineBytes);
	if (lines.size() <= kMaxLines)
		return;
	const std::size_t more = lines.size() - kMaxLines;
	lines.resize(kMaxLines);
	lines.push_back(fmt::format("{} more", more));
}

std::string dumped(const json &object)
{
	return object.dump(-1, ' ', false, json::error_handler_t::replace);
}

CaseOrder order_of(const json &object)
{
	return {.program = object.at("program"),
		.id = object.at("run"),
		.gtest_name = object.at("gtest_name"),
		.isolation = isolation_named(object.at("isolation").get<std::string>()).value(),
		.timeout = std::chrono::seconds(integer_at<long>(object, "timeout")),
		.fresh = object.at("fresh"),
		.wrapper = object.at("wrapper"),
		.cores = object.at("cores")};
}

Ending::Kind kind_of(int number)
{
	if (number < 0 || number > static_cast<int>(Ending::Kind::unknown))
		throw std::out_of_range("a kind of ending");
	return static_cast<Ending::Kind>(number);
}

CaseReport report_of(const json &object)
{
	CaseReport report;
	report.ending = {kind_of(integer_at<int>(object, "kind")), integer_at<int>(object, "value"),
		object.at("detail")};
	report.left_behind = object.at("left_behind");
	report.unkillable = object.at("unkillable");
	report.notes = object.at("notes");
	report.pid = integer_at<pid_t>(object, "pid");
	if (object.at("return_code").is_number())
		report.return_code = integer_at<int>(object, "return_code");
	report.isolation = isolation_named(object.at("isolation").get<std::string>()).value();
	report.worker_leaves = object.at("worker_leaves");
	return report;
}

template <typename Decode>
auto decoded(std::string_view packet, Decode decode) -> std::optional<decltype(decode(json()))>
{
	try {
		return decode(json::parse(packet));
	} catch (const std::exception &) {
		return std::nullopt;
	}
}

} // namespace

std::string to_packet(const CaseOrder &order)
{
	return dumped({{"run", order.id}, {"program", order.program},
		{"gtest_name", order.gtest_name}, {"isolation", name_of(order.isolation)},
		{"timeout", order.timeout.count()}, {"fresh", order.fresh},
		{"wrapper", order.wrapper}, {"cores", order.cores}});
}

std::string to_packet(const StopOrder &order)
{
	return dumped({{"stop", order.signal}});
}

std::string to_packet(CaseReport report)
{
	for (Lines *lines : {&report.left_behind, &report.unkillable, &report.notes})
		limit(*lines);
	return dumped({{"kind", static_cast<int>(report.ending.kind)},
		{"value", report.ending.value},
		{"detail", printable(report.ending.detail).substr(0, kMaxLineBytes)},
		{"left_behind", report.left_behind}, {"unkillable", report.unkillable},
		{"notes", report.notes}, {"pid", report.pid},
		{"return_code", report.return_code ? json(*report.return_code) : json()},
		{"isolation", name_of(report.isolation)}, {"worker_leaves", report.worker_leaves}});
}

std::optional<CaseOrder> parse_case_order(std::string_view packet)
{
	return decoded(packet, order_of);
}

std::optional<StopOrder> parse_stop_order(std::string_view packet)
{
	return decoded(packet,
		[](const json &object) { return StopOrder{integer_at<int>(object, "stop")}; });
}

std::optional<CaseReport> parse_case_report(std::string_view packet)
{
	return decoded(packet, report_of);
}

} // namespace cf
