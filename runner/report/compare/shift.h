// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "results/measured/measurement.h"

// How much slower or faster a series is with the second of two kernels, and how sure that
// is. What names a floor is compared as a multiple of it, so that a faster machine
// is no faster kernel.

namespace cf
{

// What a case measured in each run of one kernel.
using MeasuredRuns = std::vector<const std::vector<Measurement> *>;

struct Shift {
	double before = 0; // medians; of several runs their geometric mean
	double after = 0;
	bool of_floor = false; // they are multiples of the floor
	double low = 1;        // the interval that has after / before in 95 of 100 cases
	double high = 1;
	std::size_t runs_before = 1; // that have the series
	std::size_t runs_after = 1;
	bool noisy = false; // in the only run of a side: nothing tells its noise from a change
	bool few = false;   // values of one run a side: chance alone may have set them apart

	double ratio() const { return after / before; }

	// By this share of one or more, and no change at all is outside of the interval. Nothing
	// that is noisy is, nor what there are few values of.
	bool is_notable(double share) const;
	bool is_slower() const { return after > before; }
};

// Of the series of times that have the name, the size and the unit of this one; nothing where one
// side has none with a positive median. The interval takes time, and is only made where the
// shift is by `share` or more.
std::optional<Shift> shift_of(const Measurement &like, const MeasuredRuns &before,
	const MeasuredRuns &after, double share = 0);

} // namespace cf
