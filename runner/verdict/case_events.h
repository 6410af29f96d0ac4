// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// What a case has told about itself on its event stream: docs/architecture.md,
// "Runner and test program". It can lie only about itself: the runner knows which
// case it has started, and ids in events are not looked at.

namespace cf
{

struct CaseEvents {
	std::vector<std::string> failures; // "file:line: message"
	std::vector<std::string> skip_reasons;
	std::vector<std::string> warnings;
	std::vector<std::string> announced; // kinds of kernel reports that it provokes
	std::vector<std::string> metrics;   // each the event's JSON text
	std::optional<std::string> end;     // "pass", "fail", "skip" or "warn"
	std::size_t undecodable = 0;        // lines that are no event
};

void add_event_line(CaseEvents &events, std::string_view line);

} // namespace cf
