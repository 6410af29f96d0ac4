// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "results/measured/measurement.h"

// How much slower or faster a series is in the second of two runs, and how sure that
// is. What names a floor is compared as a multiple of it, so that a faster machine
// is no faster kernel. The interval comes from resampling the values themselves, in
// blocks, since neighbours have the same disturbance in common.

namespace cf
{

struct Shift {
	double before = 0; // medians
	double after = 0;
	bool of_floor = false; // they are multiples of the floor
	double low = 1;        // the interval that has after / before in 95 of 100 cases
	double high = 1;

	double ratio() const { return after / before; }

	// By this share of one or more, and no change at all is outside of the interval.
	bool is_notable(double share) const;
	bool is_slower() const { return after > before; }
};

// Of the series of times that have the name and the size of this one; nothing where one has no
// positive median or another unit. The same values give the same interval.
std::optional<Shift> shift_of(const Measurement &like, const std::vector<Measurement> &before,
	const std::vector<Measurement> &after);

} // namespace cf
