// SPDX-License-Identifier: MIT
#include "report/compare/shift.h"

#include <algorithm>
#include <cmath>

#include "report/compare/resampling.h"
#include "results/measured/spread.h"

namespace cf
{

namespace
{

// A series and what it is measured by, which may be nothing.
struct Measured {
	const Measurement *series = nullptr;
	const Measurement *floor = nullptr;
};

const Measurement *find(
	const std::string &name, std::optional<double> size, const std::vector<Measurement> &all)
{
	const auto found = std::ranges::find_if(all, [&](const Measurement &one) {
		return one.name == name && one.size == size && !one.values.empty();
	});
	return found == all.end() ? nullptr : &*found;
}

Measured measured(const Measurement &like, const std::vector<Measurement> &all)
{
	const Measurement *series = find(like.name, like.size, all);
	return {series, series && !series->floor.empty() ? find(series->floor, {}, all) : nullptr};
}

double median_of(const Measured &measured)
{
	const double median = spread_of(measured.series->values).median;
	return measured.floor ? median / spread_of(measured.floor->values).median : median;
}

// As a logarithm: a difference of two is then a ratio.
Figure figure_of(const Measured &measured)
{
	return {std::log(median_of(measured)), [&measured](Random &random) {
			const double median = redrawn_median(measured.series->values, random);
			return std::log(measured.floor
					? median / redrawn_median(measured.floor->values, random)
					: median);
		}};
}

} // namespace

bool Shift::is_notable(double share) const
{
	return std::max(ratio(), 1 / ratio()) >= 1 + share && (low > 1 || high < 1);
}

std::optional<Shift> shift_of(const Measurement &like, const std::vector<Measurement> &before,
	const std::vector<Measurement> &after)
{
	Measured old = measured(like, before);
	Measured now = measured(like, after);
	if (!old.series || !now.series || old.series->unit != now.series->unit ||
		!is_time(now.series->unit))
		return {};
	// Multiples of different things say nothing of each other.
	if (!old.floor || !now.floor || old.floor->name != now.floor->name)
		old.floor = now.floor = nullptr;
	Shift shift{.before = median_of(old),
		.after = median_of(now),
		.of_floor = now.floor != nullptr};
	if (!(shift.before > 0 && shift.after > 0) || !std::isfinite(shift.ratio()))
		return {};
	const Difference difference = difference_of(figure_of(old), figure_of(now));
	shift.low = std::exp(difference.low);
	shift.high = std::exp(difference.high);
	return shift;
}

} // namespace cf
