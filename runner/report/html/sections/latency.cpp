// SPDX-License-Identifier: MIT
#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>

#include "report/html/markup.h"
#include "report/html/sections/sections.h"
#include "results/measured/spread.h"

namespace cf
{

namespace
{

// With fewer values a plot would show noise; the table has them.
constexpr std::size_t kEnoughToPlot = 16;
constexpr std::size_t kMostPlots = 60;

constexpr double kWidth = 320;
constexpr double kBarsHeight = 48;
constexpr double kLineHeight = 72;
constexpr std::size_t kBars = 32; // the last one holds everything from p99 on
constexpr double kLineStep = 0.04;

std::string number(double value)
{
	return fmt::format("{:.1f}", value);
}

// Percentiles are drawn by how many nines they have: each tenfold rarer value gets the same width,
// up to the one largest value.
class PercentileAxis
{
public:
	explicit PercentileAxis(std::size_t count) : nines_(std::log10(static_cast<double>(count)))
	{
	}

	double nines() const { return nines_; }
	double x_of_nines(double nines) const { return nines / nines_ * kWidth; }

private:
	double nines_;
};

std::string histogram(const std::vector<double> &sorted, const Spread &spread)
{
	const double width = std::max(spread.p99 - spread.least, 1e-12) / (kBars - 1);
	std::array<std::size_t, kBars> counts{};
	for (const double value : sorted) {
		const double bar = std::min<double>((value - spread.least) / width, kBars - 1);
		++counts[static_cast<std::size_t>(bar)];
	}
	const auto most = static_cast<double>(*std::ranges::max_element(counts));
	std::string bars;
	for (std::size_t i = 0; i < kBars; ++i) {
		if (counts[i] == 0)
			continue;
		const double height =
			std::max(1.0, static_cast<double>(counts[i]) / most * kBarsHeight);
		bars += fragment("plot_bar",
			{{"x", number(static_cast<double>(i) * kWidth / kBars)},
				{"y", number(kBarsHeight - height)},
				{"width", number(kWidth / kBars - 1)}, {"height", number(height)}});
	}
	return bars;
}

std::string line_points(const std::vector<double> &sorted, const PercentileAxis &axis)
{
	const double most = std::max(sorted.back(), 1e-12);
	std::string points;
	for (double nines = 0; nines <= axis.nines(); nines += kLineStep) {
		const double value = percentile(sorted, 1 - std::pow(10, -nines));
		const double height = std::clamp(value / most, 0.0, 1.0) * (kLineHeight - 4);
		points += fmt::format(
			"{},{} ", number(axis.x_of_nines(nines)), number(kLineHeight - height));
	}
	return points;
}

std::string line_marks(const PercentileAxis &axis)
{
	constexpr std::array shares{0.5, 0.9, 0.99, 0.999, 0.9999};
	std::string marks;
	for (const double share : shares) {
		const double nines = -std::log10(1 - share);
		if (nines <= axis.nines())
			marks += fragment("plot_mark",
				{{"x", number(axis.x_of_nines(nines))},
					{"side", nines > 0.95 * axis.nines() ? "end" : "middle"},
					{"text", fmt::format("p{:.5g}", share * 100)}});
	}
	return marks;
}

std::string plot(const TestEntry &test, const Measurement &metric)
{
	std::vector<double> sorted = metric.values;
	std::ranges::sort(sorted);
	const Spread spread = spread_of(sorted);
	const PercentileAxis axis(sorted.size());
	const auto text = [&](double value) {
		return quantity_text(value, metric.unit);
	};
	return fragment("plot",
		{{"metric", metric.name}, {"id", test.id}, {"median", text(spread.median)},
			{"p90", text(spread.p90)}, {"p99", text(spread.p99)},
			{"most", text(spread.most)}, {"least", text(spread.least)},
			{"right", fmt::format("p99 {} and above", text(spread.p99))},
			{"histogram_label",
				fmt::format("how many of {} values lie where", spread.count)},
			{"line_label", "value by percentile"}, {"bars", histogram(sorted, spread)},
			{"points", line_points(sorted, axis)}, {"marks", line_marks(axis)}});
}

std::string table_row(const TestEntry &test, const Measurement &metric)
{
	const Spread spread = spread_of(metric.values);
	const auto text = [&](double value) {
		return quantity_text(value, metric.unit);
	};
	return fragment("metric",
		{{"metric", metric.name}, {"id", test.id}, {"count", std::to_string(spread.count)},
			{"median", text(spread.median)}, {"least", text(spread.least)},
			{"most", text(spread.most)}});
}

} // namespace

Section latency_section(const ResultSet &set)
{
	std::string plots;
	std::string rows;
	std::size_t count = 0;
	std::size_t plotted = 0;
	for (const TestEntry &test : set.tests)
		for (const Measurement &metric : test.metrics) {
			if (metric.values.empty())
				continue;
			++count;
			rows += table_row(test, metric);
			if (metric.values.size() >= kEnoughToPlot && plotted < kMostPlots) {
				plots += plot(test, metric);
				++plotted;
			}
		}
	if (count == 0)
		return {};
	return {"latency", "What was measured", std::to_string(count),
		fragment("plots",
			{{"plots", plots}, {"table", fragment("metrics", {{"rows", rows}})}})};
}

} // namespace cf
