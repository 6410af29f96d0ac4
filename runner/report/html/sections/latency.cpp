// SPDX-License-Identifier: MIT
#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "report/html/markup.h"
#include "report/html/sections/plots/figures.h"
#include "report/html/sections/sections.h"
#include "results/measured/spread.h"

namespace cf
{

namespace
{

// With fewer values a plot would show noise; the table has them.
constexpr std::size_t kEnoughToPlot = 16;
constexpr std::size_t kMostPlots = 60; // of each kind

// More of them are shown when asked for.
constexpr std::size_t kShortTable = 12;

struct Figures {
	std::string markup;
	std::size_t count = 0;

	void add(const std::string &figure)
	{
		markup += figure;
		++count;
	}
};

const Measurement *floor_of(const TestEntry &test, const Measurement &metric)
{
	const auto floor = std::ranges::find_if(test.metrics, [&](const Measurement &one) {
		return one.name == metric.floor && !one.values.empty();
	});
	return metric.floor.empty() || floor == test.metrics.end() ? nullptr : &*floor;
}

// A floor is drawn with what it is the floor of, a size with the others.
void add_distributions(Figures &figures, const TestEntry &test, const std::set<std::string> &grown)
{
	std::set<std::string> drawn = grown;
	for (const Measurement &metric : test.metrics)
		drawn.insert(metric.floor);
	for (const Measurement &metric : test.metrics)
		if (metric.values.size() >= kEnoughToPlot && !drawn.contains(metric.name) &&
			figures.count < kMostPlots)
			figures.add(distribution_figure(test, metric, floor_of(test, metric)));
}

std::string table_row(const TestEntry &test, const Measurement &metric)
{
	const Spread spread = spread_of(metric.values);
	const auto ratio = ratio_to_floor(metric, test.metrics);
	const auto text = [&](double value) {
		return quantity_text(value, metric.unit);
	};
	return fragment("metric",
		{{"metric", metric.name}, {"id", test.id},
			{"size", metric.size ? fmt::format("{:g}", *metric.size) : ""},
			{"count", std::to_string(spread.count)}, {"least", text(spread.least)},
			{"median", text(spread.median)}, {"p99", text(spread.p99)},
			{"most", text(spread.most)},
			{"ratio", ratio ? fmt::format("{:.3g}×", *ratio) : ""},
			{"noisy", metric.noise.empty() ? "" : "noisy"}});
}

std::string group(const Figures &figures, const char *text)
{
	if (figures.count == 0)
		return "";
	return fragment("plots", {{"text", fragment(text, {})}, {"plots", figures.markup}});
}

} // namespace

Section latency_section(const ResultSet &set)
{
	Figures distributions;
	Figures growths;
	std::string rows;
	std::size_t count = 0;
	for (const TestEntry &test : set.tests) {
		std::set<std::string> grown;
		for (const Scaling &scaling : scalings_of(test.metrics)) {
			grown.insert(scaling.name);
			if (growths.count < kMostPlots)
				growths.add(growth_figure(test, scaling));
		}
		add_distributions(distributions, test, grown);
		for (const Measurement &metric : test.metrics) {
			if (metric.values.empty())
				continue;
			++count;
			rows += table_row(test, metric);
		}
	}
	if (count == 0)
		return {};
	return {"latency", "What was measured", std::to_string(count),
		group(distributions, "plots_distribution") + group(growths, "plots_growth") +
			fragment("metrics",
				{{"rows", rows}, {"count", std::to_string(count)},
					{"open", count <= kShortTable ? " open" : ""}})};
}

} // namespace cf
