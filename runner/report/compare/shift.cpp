// SPDX-License-Identifier: MIT
#include "report/compare/shift.h"

#include <algorithm>
#include <cmath>
#include <random>

#include "results/measured/spread.h"

namespace cf
{

namespace
{

constexpr std::size_t kResamplings = 400;
constexpr std::size_t kBlocks = 20;

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

double median_of(std::vector<double> values)
{
	const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
	std::ranges::nth_element(values, middle);
	return *middle;
}

// Values drawn again in runs of neighbours, as many as there were.
std::vector<double> drawn_again(const std::vector<double> &values, std::mt19937 &random)
{
	const std::size_t length = std::max<std::size_t>(values.size() / kBlocks, 1);
	std::uniform_int_distribution<std::size_t> start(0, values.size() - length);
	std::vector<double> drawn;
	drawn.reserve(values.size() + length);
	while (drawn.size() < values.size()) {
		const auto first = values.begin() + static_cast<std::ptrdiff_t>(start(random));
		drawn.insert(drawn.end(), first, first + static_cast<std::ptrdiff_t>(length));
	}
	drawn.resize(values.size());
	return drawn;
}

double redrawn_median(const Measured &measured, std::mt19937 &random)
{
	const double median = median_of(drawn_again(measured.series->values, random));
	if (!measured.floor)
		return median;
	return median / median_of(drawn_again(measured.floor->values, random));
}

double median_of(const Measured &measured)
{
	const double median = spread_of(measured.series->values).median;
	return measured.floor ? median / spread_of(measured.floor->values).median : median;
}

void set_interval(Shift &shift, const Measured &before, const Measured &after)
{
	std::mt19937 random; // NOLINT(cert-msc32-c,cert-msc51-cpp): the same each time, on purpose
	std::vector<double> ratios;
	for (std::size_t i = 0; i < kResamplings; ++i)
		ratios.push_back(redrawn_median(after, random) / redrawn_median(before, random));
	std::erase_if(ratios, [](double ratio) { return !std::isfinite(ratio); });
	std::ranges::sort(ratios);
	shift.low = percentile(ratios, 0.025);
	shift.high = percentile(ratios, 0.975);
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
	set_interval(shift, old, now);
	return shift;
}

} // namespace cf
