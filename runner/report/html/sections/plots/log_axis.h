// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

// A logarithmic axis over what was measured, whatever that was: what is not above zero lies
// at its beginning.

namespace cf
{

class LogAxis
{
public:
	// Over the positive ones of `values`, from 0 to `length` in the drawing.
	LogAxis(const std::vector<double> &values, double length);

	double at(double value) const;

	// Decades, some of them where there are many; 1, 2 and 5 where there are few.
	std::vector<double> ticks() const;

private:
	double from_ = 0; // logarithms of the ends
	double to_ = 1;
	double length_;
};

} // namespace cf
