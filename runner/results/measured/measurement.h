// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

// A series that a case has measured: every value in the order in which it came. The
// program that measures only tells; percentiles, ratios and exponents are made of it
// here and in the reports (docs/measuring.md).

namespace cf
{

struct Measurement {
	std::string name;
	std::string unit;
	std::vector<double> values;
	std::string floor;              // the series of the same case that it is a multiple of
	std::optional<double> size;     // of the work: a count of fences, of bytes
	std::vector<std::string> noise; // what disturbed the measuring
};

// Whether an event of a case is one: what the case says goes into the results as it is, so it
// must have this shape and no other.
bool is_measurement(const nlohmann::json &event);

// Of an event or of results.json. Values that are no finite number are left out: JSON has null
// for them. Throws nlohmann::json::exception for another shape.
Measurement read_measurement(const nlohmann::json &value);

// The median as a multiple of the floor's, which is one of `all`.
std::optional<double> ratio_to_floor(
	const Measurement &measurement, const std::vector<Measurement> &all);

} // namespace cf
