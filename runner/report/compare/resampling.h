// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <random>
#include <vector>

// How sure a difference between two runs is. The values of both are drawn again, many
// times: a figure made of them, a median or an exponent, comes out a little different each
// time, and so does the difference. They are drawn in runs of neighbours, which have the
// same disturbance in common, so that drift within a run widens the interval.

namespace cf
{

using Random = std::mt19937;

// The median of values drawn again, as many as there are; needs one.
double redrawn_median(const std::vector<double> &values, Random &random);

// What a run says of a thing.
struct Figure {
	double measured = 0;
	std::function<double(Random &)> redrawn; // of its values drawn again
};

// What the second run has more than the first.
struct Difference {
	double before = 0;
	double after = 0;
	double low = 0; // the interval that has after - before in 95 of 100 cases
	double high = 0;

	double amount() const { return after - before; }
	bool is_sure() const { return low > 0 || high < 0; } // no change at all is outside of it
};

// The same figures give the same interval.
Difference difference_of(const Figure &before, const Figure &after);

} // namespace cf
