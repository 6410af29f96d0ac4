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

// A series of one run and what it is measured by, which may be nothing.
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

double median_of(const Measured &measured)
{
	const double median = spread_of(measured.series->values).median;
	return measured.floor ? median / spread_of(measured.floor->values).median : median;
}

std::vector<Measured> measured(const Measurement &like, const MeasuredRuns &runs)
{
	std::vector<Measured> all;
	for (const std::vector<Measurement> *run : runs) {
		const Measurement *series = find(like.name, like.size, *run);
		if (series && series->unit == like.unit)
			all.push_back({series,
				series->floor.empty() ? nullptr : find(series->floor, {}, *run)});
	}
	return all;
}

// Multiples of different things say nothing of each other.
bool have_one_floor(const std::vector<Measured> &before, const std::vector<Measured> &after)
{
	const Measurement *floor = after.empty() ? nullptr : after.front().floor;
	const auto has_it = [&](const Measured &one) {
		return floor && one.floor && one.floor->name == floor->name;
	};
	return std::ranges::all_of(before, has_it) && std::ranges::all_of(after, has_it);
}

// As a logarithm: a difference of two is then a ratio.
Figure figure_of(const Measured &measured)
{
	return {std::log(median_of(measured)), [measured](Random &random) {
			const double median = redrawn_median(measured.series->values, random);
			return std::log(measured.floor
					? median / redrawn_median(measured.floor->values, random)
					: median);
		}};
}

// Of the runs whose median is a positive number.
Figures figures_of(const std::vector<Measured> &runs)
{
	Figures figures;
	for (const Measured &run : runs)
		if (Figure figure = figure_of(run); std::isfinite(figure.measured))
			figures.push_back(std::move(figure));
	return figures;
}

// Several runs show by themselves how far they lie apart.
bool is_noisy_in_its_only_run(const std::vector<Measured> &runs)
{
	return runs.size() == 1 && !runs.front().series->noise.empty();
}

// All values of one run are above all of the other by chance alone in two of this many cases.
double orders_of(std::size_t one, std::size_t other)
{
	double orders = 1;
	for (std::size_t i = 1; i <= one; ++i)
		orders *= static_cast<double>(other + i) / static_cast<double>(i);
	return orders;
}

// No interval of such runs could exclude in 95 of 100 cases that nothing has changed.
bool are_too_few(const std::vector<Measured> &before, const std::vector<Measured> &after)
{
	return before.size() == 1 && after.size() == 1 &&
		2 /
			orders_of(before.front().series->values.size(),
				after.front().series->values.size()) >
		0.05;
}

bool is_by(const Shift &shift, double share)
{
	return std::max(shift.ratio(), 1 / shift.ratio()) >= 1 + share;
}

} // namespace

bool Shift::is_notable(double share) const
{
	return !noisy && !few && is_by(*this, share) && (low > 1 || high < 1);
}

std::optional<Shift> shift_of(const Measurement &like, const MeasuredRuns &before,
	const MeasuredRuns &after, double share)
{
	std::vector<Measured> old = measured(like, before);
	std::vector<Measured> now = measured(like, after);
	const bool of_floor = have_one_floor(old, now);
	if (!of_floor)
		for (std::vector<Measured> *runs : {&old, &now})
			for (Measured &run : *runs)
				run.floor = nullptr;
	const Figures first = figures_of(old);
	const Figures second = figures_of(now);
	if (!is_time(like.unit) || first.empty() || second.empty())
		return {};
	Shift shift{.before = std::exp(mean_of(first)),
		.after = std::exp(mean_of(second)),
		.of_floor = of_floor,
		.runs_before = first.size(),
		.runs_after = second.size(),
		.noisy = is_noisy_in_its_only_run(old) || is_noisy_in_its_only_run(now),
		.few = are_too_few(old, now)};
	if (!(shift.before > 0 && shift.after > 0) || !std::isfinite(shift.ratio()))
		return {};
	if (!shift.noisy && !shift.few && is_by(shift, share)) {
		const Difference difference = difference_of(first, second);
		shift.low = std::exp(difference.low);
		shift.high = std::exp(difference.high);
	}
	return shift;
}

} // namespace cf
