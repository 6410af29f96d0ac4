// SPDX-License-Identifier: MIT
#include "report/html/sections/test_markup.h"

#include <algorithm>
#include <array>
#include <chrono>

#include <fmt/format.h>

#include "progress/live_line.h"
#include "report/html/markup.h"
#include "results/measured/spread.h"
#include "text/lines.h"

namespace cf
{

namespace
{

std::string row(
	std::string_view kind, const ResultSet &set, const TestEntry &test, std::string_view name)
{
	return fragment(kind,
		{{"tone", std::string(tone_of(test))}, {"anchor", anchor_of(set, test)},
			{"label", label_of(test)}, {"id", test.id}, {"name", std::string(name)},
			{"why", std::string(first_line(test.reason))},
			{"duration", duration_text(test.seconds())}});
}

// A noisy kernel must not make the page too big to open.
constexpr std::size_t kMostReports = 50;

std::string kernel_report(const KernelReportEntry &report)
{
	const bool counts = report.excuse.empty();
	return fragment("kernel_report",
		{{"tone", counts ? "bad" : ""}, {"kind", report.kind}, {"text", report.what()},
			{"excuse",
				counts ? "" : fmt::format("does not count: {}", report.excuse)}});
}

} // namespace

std::string_view tone_of(Outcome outcome)
{
	switch (outcome) {
	case Outcome::pass:
		return "pass";
	case Outcome::warn:
		return "warn";
	case Outcome::skip:
		return "skip";
	case Outcome::notrun:
		return "none";
	default:
		return "bad";
	}
}

std::string_view tone_of(const TestEntry &test)
{
	if (test.counts_against_run())
		return "bad";
	return test.failed_as_expected() ? "known" : tone_of(test.outcome);
}

std::string label_of(const TestEntry &test)
{
	if (test.failed_as_expected())
		return fmt::format("{} as expected", name_of(test.outcome));
	if (test.counts_against_run() && !is_unexpected(test.outcome))
		return fmt::format("{}, not expected", name_of(test.outcome));
	return std::string(name_of(test.outcome));
}

bool has_card(const TestEntry &test)
{
	return is_unexpected(test.outcome) || test.counts_against_run() ||
		test.outcome == Outcome::warn || !test.attempts.empty();
}

std::string anchor_of(const ResultSet &set, const TestEntry &test)
{
	return fmt::format("t{}", &test - set.tests.data());
}

std::string duration_text(double seconds)
{
	if (seconds < 60)
		return quantity_text(seconds * 1000, "ms");
	return clock_text(std::chrono::seconds(static_cast<long>(seconds)));
}

std::vector<Tally> tally(const std::vector<const TestEntry *> &tests)
{
	constexpr std::array<std::string_view, 6> order{
		"bad", "warn", "known", "pass", "skip", "none"};
	std::vector<Tally> tallies;
	for (const TestEntry *test : tests) {
		const std::string label = label_of(*test);
		auto place = std::ranges::find(tallies, label, &Tally::label);
		if (place == tallies.end())
			place = tallies.insert(place, {tone_of(*test), label, 0});
		++place->count;
	}
	std::ranges::stable_sort(tallies, {}, [&](const Tally &each) {
		return std::ranges::find(order, each.tone) - order.begin();
	});
	return tallies;
}

std::string tally_bar(const std::vector<Tally> &tallies)
{
	std::string bar;
	for (const Tally &each : tallies)
		bar += fragment("bar_piece",
			{{"tone", std::string(each.tone)}, {"label", each.label},
				{"count", std::to_string(each.count)}});
	return bar;
}

std::string kernel_reports_markup(
	std::span<const KernelReportEntry> reports, std::string_view heading)
{
	if (reports.empty())
		return "";
	std::string items;
	for (const KernelReportEntry &report :
		reports.first(std::min(kMostReports, reports.size())))
		items += kernel_report(report);
	if (reports.size() > kMostReports)
		items += fragment("kernel_report",
			{{"tone", ""},
				{"kind", fmt::format("{} more", reports.size() - kMostReports)},
				{"text", "are in results.json"}, {"excuse", ""}});
	return (heading.empty() ? "" : fragment("heading", {{"text", std::string(heading)}})) +
		fragment("kernel_reports", {{"items", items}});
}

std::string linked_row(const ResultSet &set, const TestEntry &test, std::string_view name)
{
	return row("row_with_link", set, test, name);
}

std::string own_row(const ResultSet &set, const TestEntry &test, std::string_view name)
{
	return row("row_with_anchor", set, test, name);
}

} // namespace cf
