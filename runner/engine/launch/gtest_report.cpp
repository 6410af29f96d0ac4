// SPDX-License-Identifier: MIT
#include "engine/launch/gtest_report.h"

#include <charconv>

#include <sys/mman.h>

#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <pugixml.hpp>

#include "base/text_file.h"

namespace cf
{

namespace
{

using nlohmann::json;

struct LocatedMessage {
	std::string file; // empty when the message has no place
	int line = 0;
	std::string text;
};

// GoogleTest puts "file:line" on a line of its own before the message.
LocatedMessage split_location(std::string message)
{
	const std::size_t newline = message.find('\n');
	const std::size_t colon = message.rfind(':', newline);
	if (newline == message.npos || colon == message.npos)
		return {.text = std::move(message)};
	int line = 0;
	const char *end = message.data() + newline;
	if (std::from_chars(message.data() + colon + 1, end, line).ptr != end)
		return {.text = std::move(message)};
	return {message.substr(0, colon), line, message.substr(newline + 1)};
}

std::string dumped(const json &event)
{
	return event.dump(-1, ' ', false, json::error_handler_t::replace);
}

} // namespace

GtestReport::GtestReport() : memory_(::memfd_create("gtest_report", MFD_CLOEXEC))
{
	if (!memory_.valid())
		Failure::last("memfd_create").raise();
}

std::string GtestReport::argument() const
{
	return fmt::format("--gtest_output=xml:/proc/self/fd/{}", fd());
}

std::vector<std::string> GtestReport::events() const
{
	return events_of_gtest_xml(read_text(fmt::format("/proc/self/fd/{}", fd())));
}

std::vector<std::string> events_of_gtest_xml(const std::string &xml)
{
	pugi::xml_document document;
	if (!document.load_string(xml.c_str()))
		return {};
	std::vector<std::string> events;
	const auto cases = document.select_nodes("//testcase[@status='run']");
	for (const pugi::xpath_node &node : cases) {
		std::string result = "pass";
		for (const pugi::xml_node &entry : node.node().children()) {
			const std::string name = entry.name();
			const LocatedMessage message =
				split_location(entry.attribute("message").value());
			if (name == "failure") {
				result = "fail";
				events.push_back(dumped({{"event", "failure"},
					{"file", message.file}, {"line", message.line},
					{"message", message.text}}));
			} else if (name == "skipped") {
				result = "skip";
				events.push_back(
					dumped({{"event", "skip"}, {"reason", message.text}}));
			}
		}
		events.push_back(dumped({{"event", "end"}, {"result", result}}));
	}
	return events;
}

} // namespace cf
