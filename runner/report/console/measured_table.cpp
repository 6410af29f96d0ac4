// SPDX-License-Identifier: MIT
#include "report/console/measured_table.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <vector>

#include <fmt/format.h>

#include "report/console/digest.h"
#include "results/measured/scaling.h"
#include "results/measured/spread.h"
#include "text/utf8.h"

namespace cf
{

namespace
{

constexpr std::size_t kMostRows = 30;
constexpr std::size_t kLongestName = 46; // with all columns a line has less than 100

struct Row {
	std::string group; // of cases, and in it of rows that can be ranked
	std::string kind;
	double weight = 0;
	std::string name;
	Spread spread;
	std::string unit;
	std::string ratio;
	std::string exponent;
	bool noisy = false;
};

// "latency@wake_up@each_signal_reaches_who_waits" and "sw_sync__poll".
struct Place {
	std::string group;
	std::string parameter;
};

Place place_of(const TestEntry &test)
{
	const std::string parameter(split_id(test.id).parameter);
	if (parameter.empty())
		return {test.id, ""};
	return {test.id.substr(0, test.id.size() - parameter.size() - 1), parameter};
}

Row path_row(const TestEntry &test, const Measurement &metric)
{
	const Place place = place_of(test);
	Row row{.group = place.group,
		.kind = metric.name,
		.name = fmt::format("{} {}", metric.name, place.parameter),
		.spread = spread_of(metric.values),
		.unit = metric.unit,
		.noisy = !metric.noise.empty()};
	row.weight = row.spread.median;
	if (const auto ratio = ratio_to_floor(metric, test.metrics)) {
		row.weight = *ratio;
		row.ratio = *ratio < 1000 ? fmt::format("{:.2f}", *ratio)
					  : fmt::format("{:.2g}", *ratio);
	}
	return row;
}

// Of its largest size.
Row growth_row(const TestEntry &test, const Scaling &scaling)
{
	const Measurement *largest = nullptr;
	for (const Measurement &metric : test.metrics)
		if (metric.name == scaling.name && metric.size && !metric.values.empty() &&
			(!largest || *metric.size > *largest->size))
			largest = &metric;
	Row row = path_row(test, *largest);
	const std::string of = row.name.ends_with(scaling.name) ? scaling.name : row.name;
	row.name = fmt::format("{} at {:g}", of, *largest->size);
	row.kind = ""; // all works have one ranking
	row.weight = scaling.exponent;
	row.exponent = fmt::format("n^{:.2f}", scaling.exponent);
	return row;
}

void add_rows(std::vector<Row> &rows, const TestEntry &test)
{
	std::set<std::string> told;
	for (const Scaling &scaling : scalings_of(test.metrics)) {
		rows.push_back(growth_row(test, scaling));
		told.insert(scaling.name);
	}
	for (const Measurement &metric : test.metrics)
		told.insert(metric.floor);
	for (const Measurement &metric : test.metrics)
		if (!metric.values.empty() && !told.contains(metric.name))
			rows.push_back(path_row(test, metric));
}

// The first `most` of each kind; sorted.
std::vector<Row> first_of_each(const std::vector<Row> &rows, std::size_t most)
{
	std::map<std::pair<std::string, std::string>, std::size_t> counts;
	std::vector<Row> kept;
	for (const Row &row : rows)
		if (++counts[{row.group, row.kind}] <= most)
			kept.push_back(row);
	return kept;
}

std::vector<Row> most_telling(const std::vector<Row> &rows)
{
	std::vector<Row> kept = rows;
	for (std::size_t most = kMostRows; most > 0 && kept.size() > kMostRows; --most)
		kept = first_of_each(rows, most);
	kept.resize(std::min(kept.size(), kMostRows));
	return kept;
}

// A floor is in every case; its middle says what the ratios are multiples of.
std::string floors(std::span<const TestEntry> tests)
{
	std::map<std::pair<std::string, std::string>, std::vector<double>> medians;
	for (const TestEntry &test : tests) {
		std::set<std::string> named;
		for (const Measurement &metric : test.metrics)
			named.insert(metric.floor);
		for (const Measurement &metric : test.metrics)
			if (!metric.values.empty() && named.contains(metric.name))
				medians[{metric.name, metric.unit}].push_back(
					spread_of(metric.values).median);
	}
	std::string text;
	for (const auto &[floor, values] : medians)
		text += fmt::format("  ratios are to {}, {} in the middle of {} cases\n",
			printable(floor.first),
			quantity_text(spread_of(values).median, printable(floor.second)),
			values.size());
	return text;
}

std::string shortened(std::string name)
{
	if (name.size() <= kLongestName)
		return name;
	std::size_t end = kLongestName - 1;
	while (end > 0 && (static_cast<unsigned char>(name[end]) & 0xc0) == 0x80)
		--end;
	return name.substr(0, end) + "…";
}

std::string line(const Row &row)
{
	const auto text = [&](double value) {
		return quantity_text(value, printable(row.unit));
	};
	std::string line = fmt::format("    {:<{}} {:>5} {:>9} {:>9} {:>6} {:>6}  {}",
		shortened(printable(row.name)), kLongestName, row.spread.count,
		text(row.spread.median), text(row.spread.p99), row.ratio, row.exponent,
		row.noisy ? "noisy" : "");
	line.erase(line.find_last_not_of(' ') + 1);
	return line + "\n";
}

// Cases that would have measured.
std::string missing(std::span<const TestEntry> tests)
{
	std::vector<TestEntry> skipped;
	for (const TestEntry &test : tests)
		if (test.outcome == Outcome::skip &&
			std::ranges::find(test.labels, "bench") != test.labels.end())
			skipped.push_back({.outcome = test.outcome, .reason = test.reason});
	return Digest(skipped, false).skips("not measured");
}

} // namespace

std::string measured_table(std::span<const TestEntry> tests, const std::string &everything)
{
	std::vector<Row> rows;
	for (const TestEntry &test : tests)
		add_rows(rows, test);
	if (rows.empty())
		return "";
	std::ranges::stable_sort(rows, {},
		[](const Row &row) { return std::tuple(row.group, row.kind, -row.weight); });
	const std::vector<Row> kept = most_telling(rows);
	std::string text = fmt::format("\n{:<{}} {:>5} {:>9} {:>9} {:>6} {:>6}\n", "measured",
		kLongestName + 4, "n", "p50", "p99", "ratio", "grows");
	std::string group;
	for (const Row &row : kept) {
		if (row.group != group)
			text += fmt::format("  {}\n", printable(group = row.group));
		text += line(row);
	}
	if (kept.size() < rows.size())
		text += fmt::format("  the dearest of each; {} more are in {}\n",
			rows.size() - kept.size(), everything);
	return text + floors(tests) + missing(tests);
}

} // namespace cf
