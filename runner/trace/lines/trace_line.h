// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include <sys/types.h>

// One line of a tracefs `trace` file (print_trace_line in kernel/trace/trace.c):
// "            name-PID     [CPU] d..2.    12.345678: event: fields". Names are what a
// thread calls itself, so any bytes may stand there.

namespace cf
{

struct TraceLine {
	std::string_view thread; // its name; "<idle>", or "<...>" when the kernel has forgotten it
	pid_t pid = 0;
	unsigned cpu = 0;
	char interrupt =
		'.'; // '.': none; 's' a soft one, 'h' a hard one, 'H' a hard one in a soft one
	std::uint64_t microseconds = 0; // of the trace's clock
	std::string_view event;
	std::string_view fields;
};

// The parts are parts of `line`, which has no newline. None: no event's line.
std::optional<TraceLine> parse_trace_line(std::string_view line);

} // namespace cf
