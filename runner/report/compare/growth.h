// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "report/compare/resampling.h"
#include "results/measured/measurement.h"

// Whether the cost of a work grows faster with its size in the second of two runs: the
// fitted exponents, both of the sizes that both have, and how sure their difference is.

namespace cf
{

// Worth a line: linear becomes quadratic by 1, and an exponent fitted twice to one kernel differs
// by a tenth of it.
inline constexpr double kNotableExponent = 0.3;

struct Growth {
	std::string name;    // of the series
	Difference exponent; // before and after
	double from = 0;     // the smallest size that both have
	double to = 0;       // and the largest

	bool is_steeper() const { return exponent.amount() > 0; }
};

// Those that differ by kNotableExponent or more, and surely.
std::vector<Growth> notable_growths(
	const std::vector<Measurement> &before, const std::vector<Measurement> &after);

} // namespace cf
