// SPDX-License-Identifier: MIT
#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "report/html/markup.h"
#include "report/html/sections/plots/figures.h"
#include "report/html/sections/plots/log_axis.h"
#include "results/measured/spread.h"

namespace cf
{

namespace
{

constexpr double kLeft = 30; // as fragments.html draws it
constexpr double kWidth = 288;
constexpr double kBarsHeight = 40;
constexpr double kLinesTop = 46;
constexpr double kLinesHeight = 104;
constexpr std::size_t kBars = 48;
constexpr double kStep = 0.04;

std::string number(double value)
{
	return fmt::format("{:.1f}", value);
}

// The height of a share of the values. Each tenfold rarer value above the median gets the same, so
// that the tail is seen, up to the largest of `count`.
class ShareAxis
{
public:
	explicit ShareAxis(std::size_t count) : nines_(std::log10(static_cast<double>(count))) {}

	double nines() const { return nines_; }
	double y(double share) const
	{
		const double nines = std::min(-std::log10(1 - share), nines_);
		return kLinesTop + kLinesHeight * (1 - (nines + share) / (nines_ + 1));
	}

private:
	double nines_;
};

using Counts = std::array<std::size_t, kBars>;

Counts counted(const std::vector<double> &values, const LogAxis &axis)
{
	Counts counts{};
	for (const double value : values)
		++counts[std::min(
			static_cast<std::size_t>(axis.at(value) / kWidth * kBars), kBars - 1)];
	return counts;
}

// Each as high as its share of its series asks, so that path and floor can be compared.
std::string bars(const std::vector<double> &values, const LogAxis &axis, const char *tone)
{
	const Counts counts = counted(values, axis);
	const auto most = static_cast<double>(std::ranges::max(counts));
	std::string bars;
	for (std::size_t i = 0; i < kBars; ++i) {
		if (counts[i] == 0)
			continue;
		const double height =
			std::max(1.0, static_cast<double>(counts[i]) / most * kBarsHeight);
		bars += fragment("plot_bar",
			{{"tone", tone},
				{"x", number(kLeft + static_cast<double>(i) * kWidth / kBars)},
				{"y", number(kBarsHeight - height)},
				{"width", number(kWidth / kBars - 0.6)},
				{"height", number(height)}});
	}
	return bars;
}

std::string line(const std::vector<double> &values, const LogAxis &axis, const char *tone)
{
	std::vector<double> sorted = values;
	std::ranges::sort(sorted);
	const ShareAxis shares(sorted.size());
	std::string points;
	for (double nines = 0; nines <= shares.nines() + kStep / 2; nines += kStep) {
		const double share = 1 - std::pow(10, -std::min(nines, shares.nines()));
		points += fmt::format("{},{} ", number(kLeft + axis.at(percentile(sorted, share))),
			number(shares.y(share)));
	}
	return fragment("plot_line", {{"tone", tone}, {"points", points}});
}

std::string grid(const LogAxis &axis, std::size_t count, const std::string &unit)
{
	constexpr std::array shares{0.5, 0.9, 0.99, 0.999, 0.9999};
	std::string marks;
	const ShareAxis heights(count);
	for (const double share : shares)
		if (-std::log10(1 - share) <= heights.nines() + 1e-9)
			marks += fragment("plot_row",
				{{"y", number(heights.y(share))},
					{"text", fmt::format("p{:.5g}", share * 100)}});
	for (const double tick : axis.ticks())
		marks += fragment("plot_column",
			{{"x", number(kLeft + axis.at(tick))},
				{"text", quantity_text(tick, unit)}});
	return marks;
}

// "2.4× eventfd_wake" or, of what has no floor, its median.
std::string headline(const TestEntry &test, const Measurement &path)
{
	if (const auto ratio = ratio_to_floor(path, test.metrics))
		return fmt::format("{:.3g}×", *ratio);
	return quantity_text(spread_of(path.values).median, path.unit);
}

} // namespace

std::string distribution_figure(
	const TestEntry &test, const Measurement &path, const Measurement *floor)
{
	std::vector<double> all = path.values;
	if (floor)
		all.insert(all.end(), floor->values.begin(), floor->values.end());
	const LogAxis axis(all, kWidth);
	const Spread spread = spread_of(path.values);
	const auto text = [&](double value) {
		return quantity_text(value, path.unit);
	};
	std::string drawing = grid(axis, path.values.size(), path.unit);
	if (floor)
		drawing += bars(floor->values, axis, "floor") + line(floor->values, axis, "floor");
	drawing += bars(path.values, axis, "path") + line(path.values, axis, "path");
	return fragment("distribution",
		{{"metric", path.name}, {"parameter", std::string(split_id(test.id).parameter)},
			{"id", test.id}, {"headline", headline(test, path)},
			{"beside", floor ? path.floor : "median"}, {"median", text(spread.median)},
			{"p90", text(spread.p90)}, {"p99", text(spread.p99)},
			{"most", text(spread.most)},
			{"label",
				fmt::format("where {} values of {} lie, and which share is at "
					    "most so large",
					spread.count, path.name)},
			{"drawing", drawing},
			{"noise", fmt::format("{}", fmt::join(path.noise, "; "))}});
}

} // namespace cf
