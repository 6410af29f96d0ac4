// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cmath>
#include <map>

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

constexpr double kLeft = 44; // as fragments.html draws it
constexpr double kWidth = 270;
constexpr double kTop = 4;
constexpr double kHeight = 146;

std::string number(double value)
{
	return fmt::format("{:.1f}", value);
}

// A series by its size.
using Costs = std::map<double, Spread>;

Costs costs_of(const TestEntry &test, const Scaling &scaling)
{
	Costs costs;
	for (const Measurement &metric : test.metrics)
		if (metric.name == scaling.name && metric.size && *metric.size > 0)
			if (const Spread spread = spread_of(metric.values); spread.median > 0)
				costs.emplace(*metric.size, spread);
	return costs;
}

std::vector<double> ends(const Costs &costs)
{
	std::vector<double> values;
	for (const auto &[size, spread] : costs)
		values.insert(values.end(), {spread.quarter, spread.median, spread.p99});
	return values;
}

std::vector<double> sizes_of(const Costs &costs)
{
	std::vector<double> sizes;
	for (const auto &[size, spread] : costs)
		sizes.push_back(size);
	return sizes;
}

class Drawing
{
public:
	Drawing(const Costs &costs, std::string unit)
		: costs_(costs), unit_(std::move(unit)), across_(sizes_of(costs), kWidth),
		  up_(ends(costs), kHeight)
	{
	}

	std::string grid() const
	{
		std::string marks;
		for (const double tick : up_.ticks())
			marks += fragment("growth_row",
				{{"y", number(y(tick))}, {"text", quantity_text(tick, unit_)}});
		const std::size_t step = costs_.size() / 8 + 1;
		std::size_t count = 0;
		for (const auto &[size, spread] : costs_)
			if (count++ % step == 0)
				marks += fragment("growth_column",
					{{"x", number(x(size))},
						{"text", fmt::format("{:g}", size)}});
		return marks;
	}

	// From the quartile to the 99th percentile of each size.
	std::string band() const
	{
		std::string there;
		std::string back;
		for (const auto &[size, spread] : costs_) {
			there += point(size, spread.p99);
			back.insert(0, point(size, spread.quarter));
		}
		return fragment("plot_band", {{"points", there + back}});
	}

	std::string medians() const
	{
		std::string points;
		std::string dots;
		for (const auto &[size, spread] : costs_) {
			points += point(size, spread.median);
			dots += fragment("plot_dot",
				{{"x", number(x(size))}, {"y", number(y(spread.median))},
					{"title",
						fmt::format("{:g}: {}", size,
							quantity_text(spread.median, unit_))}});
		}
		return fragment("plot_line", {{"tone", "path"}, {"points", points}}) + dots;
	}

	// The power law, through the middle of the medians that it was fitted to.
	std::string fit(const Scaling &scaling) const
	{
		double logs = 0;
		double sizes = 0;
		std::size_t count = 0;
		for (const auto &[size, spread] : costs_)
			if (size >= scaling.from * 0.999 && size <= scaling.to * 1.001) {
				logs += std::log(spread.median);
				sizes += std::log(size);
				++count;
			}
		const auto n = static_cast<double>(std::max<std::size_t>(count, 1));
		const auto cost = [&](double size) {
			return std::exp(logs / n + scaling.exponent * (std::log(size) - sizes / n));
		};
		return fragment("plot_line",
			{{"tone", "fit"},
				{"points",
					point(scaling.from, cost(scaling.from)) +
						point(scaling.to, cost(scaling.to))}});
	}

private:
	double x(double size) const { return kLeft + across_.at(size); }
	double y(double cost) const { return kTop + kHeight - up_.at(cost); }
	std::string point(double size, double cost) const
	{
		return fmt::format("{},{} ", number(x(size)), number(y(cost)));
	}

	const Costs &costs_;
	std::string unit_;
	LogAxis across_;
	LogAxis up_;
};

} // namespace

std::string growth_figure(const TestEntry &test, const Scaling &scaling)
{
	const Costs costs = costs_of(test, scaling);
	const auto metric = std::ranges::find(test.metrics, scaling.name, &Measurement::name);
	const Drawing drawing(costs, metric->unit);
	const auto &[least, cheap] = *costs.begin();
	const auto &[most, dear] = *costs.rbegin();
	const auto text = [&](double value) {
		return quantity_text(value, metric->unit);
	};
	return fragment("growth",
		{{"metric", scaling.name}, {"parameter", std::string(split_id(test.id).parameter)},
			{"id", test.id}, {"exponent", fmt::format("{:.2f}", scaling.exponent)},
			{"first", fmt::format("{} for {:g}", text(cheap.median), least)},
			{"last", fmt::format("{} for {:g}", text(dear.median), most)},
			{"each", text(dear.median / most)},
			{"label",
				fmt::format("cost of {} against size, fitted from {:g} to {:g}",
					scaling.name, scaling.from, scaling.to)},
			{"drawing",
				drawing.grid() + drawing.band() + drawing.medians() +
					drawing.fit(scaling)},
			{"noise", fmt::format("{}", fmt::join(metric->noise, "; "))}});
}

} // namespace cf
