// SPDX-License-Identifier: MIT
#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "report/html/markup.h"
#include "report/html/sections/sections.h"
#include "report/html/sections/test_markup.h"
#include "report/model/sharing_pair.h"

namespace cf
{

namespace
{

using Tests = std::vector<const TestEntry *>;

// A number of which `share` of 1 makes the colour as strong as it gets.
std::string heat_text(double share)
{
	return fmt::format("{:.2f}", 0.16 + 0.6 * share);
}

struct Cell {
	std::size_t wrong = 0;
	std::size_t known = 0;
	std::size_t passed = 0;
	std::size_t all = 0;

	explicit Cell(const Tests &tests) : all(tests.size())
	{
		for (const TestEntry *test : tests) {
			wrong += test->counts_against_run();
			known += test->failed_as_expected();
			passed += test->outcome == Outcome::pass || test->outcome == Outcome::warn;
		}
	}

	std::string tone() const
	{
		if (wrong)
			return "bad";
		if (known)
			return "known";
		return passed ? "pass" : "skip";
	}

	std::string heat(std::size_t most) const
	{
		const std::size_t part = wrong ? wrong : known ? known : passed;
		const std::size_t whole = wrong || known ? all : most;
		return heat_text(static_cast<double>(part) / static_cast<double>(whole));
	}

	std::string mark() const
	{
		if (!wrong && !known)
			return std::to_string(all);
		return fragment("matrix_mark",
			{{"wrong", std::to_string(wrong ? wrong : known)},
				{"count", std::to_string(all)}});
	}

	std::string label(const SharingPair &pair) const
	{
		std::string text = fmt::format(
			"{} to {}: {} tests, {} passed", pair.exporter, pair.importer, all, passed);
		if (wrong)
			text += fmt::format(", {} went wrong", wrong);
		if (known)
			text += fmt::format(", {} failed as expected", known);
		return text;
	}
};

class Matrix
{
public:
	explicit Matrix(const ResultSet &set) : set_(set)
	{
		for (const TestEntry &test : set.tests)
			if (const auto pair = pair_of(test))
				pairs_[*pair].push_back(&test);
		for (const Device &device : set.devices) {
			if (device.exports)
				exporters_.insert(device.role);
			if (device.imports)
				importers_.insert(device.role);
		}
		for (const auto &[pair, tests] : pairs_) {
			exporters_.insert(pair.exporter);
			importers_.insert(pair.importer);
			most_ = std::max(most_, tests.size());
		}
	}

	bool empty() const { return pairs_.empty(); }
	std::size_t pairs() const { return pairs_.size(); }

	std::string markup() const
	{
		std::string columns;
		for (const std::string &importer : importers_)
			columns += fragment("matrix_column", {{"name", importer}});
		std::string rows;
		for (const std::string &exporter : exporters_)
			rows += fragment(
				"matrix_row", {{"name", exporter}, {"cells", cells(exporter)}});
		return fragment(
			"matrix", {{"columns", columns}, {"rows", rows}, {"pairs", lists()}});
	}

private:
	static std::string anchor(const SharingPair &pair)
	{
		return fmt::format("{}-to-{}", pair.exporter, pair.importer);
	}

	std::string cells(const std::string &exporter) const
	{
		std::string cells;
		for (const std::string &importer : importers_) {
			const SharingPair pair{exporter, importer};
			const auto found = pairs_.find(pair);
			if (found == pairs_.end())
				cells += fragment("matrix_gap",
					{{"label",
						fmt::format(
							"{} to {}: no test", exporter, importer)}});
			else
				cells += cell(pair, Cell(found->second));
		}
		return cells;
	}

	std::string cell(const SharingPair &pair, const Cell &cell) const
	{
		return fragment("matrix_cell",
			{{"tone", cell.tone()}, {"heat", cell.heat(most_)},
				{"anchor", anchor(pair)}, {"label", cell.label(pair)},
				{"mark", cell.mark()}});
	}

	// What went wrong comes first here, too.
	std::string lists() const
	{
		std::string lists;
		for (auto [pair, tests] : pairs_) {
			std::ranges::stable_sort(
				tests, std::ranges::greater{}, &TestEntry::counts_against_run);
			std::string rows;
			for (const TestEntry *test : tests)
				rows += linked_row(set_, *test, test->id);
			lists += fragment("pair",
				{{"anchor", anchor(pair)}, {"exporter", pair.exporter},
					{"importer", pair.importer}, {"rows", rows}});
		}
		return lists;
	}

	const ResultSet &set_;
	std::map<SharingPair, Tests> pairs_;
	std::set<std::string> exporters_;
	std::set<std::string> importers_;
	std::size_t most_ = 1;
};

} // namespace

Section matrix_section(const ResultSet &set)
{
	const Matrix matrix(set);
	if (matrix.empty())
		return {};
	return {"matrix", "Who shares with whom", fmt::format("{} pairs", matrix.pairs()),
		matrix.markup()};
}

} // namespace cf
