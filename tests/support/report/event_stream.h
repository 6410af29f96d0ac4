// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/unique_fd.h"

// The account that a test program gives to the runner while a case runs: one JSON
// object a line on an inherited pipe (docs/architecture.md). It owns that descriptor.
// Without a runner nothing is written. A stream that breaks is no error
// here: the runner counts a case without an end as failed.

namespace cf
{

// A measured series. All of it goes into the results; percentiles and ratios are made there.
struct Metric {
	std::string name;
	std::string unit;
	std::vector<double> values;
	std::string floor;              // the series of this case that it is a multiple of; or none
	std::optional<double> size;     // of the work: a count of fences, of bytes
	std::vector<std::string> noise; // what disturbed the measuring
};

class EventStream
{
public:
	EventStream() = default;
	explicit EventStream(UniqueFd fd) : fd_(std::move(fd)) {}

	// The pipe that CROSSFENCE_EVENTS_FD names, taken over and hidden from programs that the
	// test starts. Throws std::runtime_error when the variable does not name a descriptor.
	static EventStream from_environment();

	void start(std::string_view id);
	void failure(std::string_view file, int line, std::string_view message);
	void skip(std::string_view reason);
	void warn(std::string_view reason);
	void metric(const Metric &metric);
	void splat(std::string_view kind);

	// `result` is "pass", "fail", "skip" or "warn".
	void end(std::string_view result);

private:
	void send(const std::string &line);

	UniqueFd fd_;
};

// The stream of this process.
EventStream &events();

} // namespace cf
