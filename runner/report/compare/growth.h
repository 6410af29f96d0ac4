// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "report/compare/resampling.h"
#include "report/compare/shift.h"

// Whether the cost of a work grows faster with its size with the second of two kernels: the
// fitted exponents, all of the sizes that every run has, and how sure their difference is.

namespace cf
{

// Worth a line: linear becomes quadratic by 1, and an exponent fitted twice to one kernel differs
// by a tenth of it.
inline constexpr double kNotableExponent = 0.3;

struct Growth {
	std::string name;    // of the series
	Difference exponent; // before and after
	double from = 0;     // the smallest size that all runs have
	double to = 0;       // and the largest

	bool is_steeper() const { return exponent.amount() > 0; }
};

// Those that differ by kNotableExponent or more, and surely.
std::vector<Growth> notable_growths(const MeasuredRuns &before, const MeasuredRuns &after);

} // namespace cf
