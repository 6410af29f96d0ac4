// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

// What measured values say, by sorting all of them: nothing is binned or assumed.

namespace cf
{

// `share` is 0 to 1; between two values it is in proportion. 0 for no values.
double percentile(const std::vector<double> &sorted, double share);

struct Spread {
	std::size_t count = 0;
	double least = 0;
	double quarter = 0;
	double median = 0;
	double three_quarters = 0;
	double p90 = 0;
	double p99 = 0;
	double p999 = 0;
	double most = 0;
};

Spread spread_of(std::vector<double> values);

// Of ns, us, ms and s: less of it is faster.
bool is_time(std::string_view unit);

// "1.25 µs" for 1250 and "ns": a time is scaled so that it is easy to read, other units are
// taken as they are.
std::string quantity_text(double value, std::string_view unit);

} // namespace cf
