// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "report/model/test_entry.h"
#include "results/measured/scaling.h"

// One <figure> each of what a test measured.

namespace cf
{

// How the values are distributed, and those of the floor if there is one, over one logarithmic
// axis: bars for where they lie, lines for the share that is at most so large.
std::string distribution_figure(
	const TestEntry &test, const Measurement &path, const Measurement *floor);

// Cost against size of the series of that name, both axes logarithmic, with the line that
// the exponent is the slope of.
std::string growth_figure(const TestEntry &test, const Scaling &scaling);

} // namespace cf
