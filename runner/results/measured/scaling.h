// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "results/measured/measurement.h"

// How the cost of a work grows with its size: the exponent of the power law through the
// medians. 0 is as dear for many as for one, 1 is linear, 2 quadratic. Small sizes pay
// mostly what every call costs, so only those from the geometric middle on count, and
// never fewer than three.

namespace cf
{

struct Scaling {
	std::string name; // of the series, which differ in size alone
	double exponent = 0;
	double from = 0; // sizes that the exponent was fitted to
	double to = 0;
	std::size_t sizes = 0;
};

// Sizes and costs are above zero.
using CostBySize = std::map<double, double>;

// Of a series without a name; nothing with fewer than three sizes.
std::optional<Scaling> scaling_of(const CostBySize &costs);

// Of each name that was measured at three sizes or more.
std::vector<Scaling> scalings_of(const std::vector<Measurement> &measurements);

} // namespace cf
