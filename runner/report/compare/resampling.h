// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <random>
#include <vector>

// How sure a difference between two kernels is, of each of which there are one or more
// runs. Both levels are drawn again, many times: which runs there were, and in each run
// the values. A figure made of them, a median or an exponent, comes out a little
// different each time, and so does the difference. Values are drawn in runs of
// neighbours, which have the same disturbance in common.

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

// Of one kernel, a figure a run; at least one.
using Figures = std::vector<Figure>;

// What the second kernel has more than the first: means over their runs.
struct Difference {
	double before = 0;
	double after = 0;
	double low = 0; // the interval that has after - before in 95 of 100 cases
	double high = 0;
	std::size_t runs_before = 1;
	std::size_t runs_after = 1;

	double amount() const { return after - before; }
	bool is_sure() const { return low > 0 || high < 0; } // no change at all is outside of it
};

double mean_of(const Figures &figures);

// With one run a side the interval knows only how a run differs within itself. Where one side
// has several, the other's only run is taken to differ as they do. The same figures give the
// same interval.
Difference difference_of(const Figures &before, const Figures &after);

} // namespace cf
