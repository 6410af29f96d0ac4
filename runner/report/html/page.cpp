// SPDX-License-Identifier: MIT
#include "report/html/page.h"

#include <algorithm>
#include <array>
#include <ctime>

#include <fmt/chrono.h>
#include <fmt/format.h>

#include "report/html/markup.h"
#include "report/html/page_parts.h"
#include "report/html/sections/sections.h"
#include "report/html/sections/test_markup.h"

namespace cf
{

namespace
{

// Failures first.
constexpr std::array kSections{wrong_section, matrix_section, attention_section, latency_section,
	timeline_section, skips_section, tests_section, kernel_log_section, machine_section};

std::string headline(std::size_t wrong, std::size_t all)
{
	if (all == 0)
		return "No test has a result";
	if (wrong == 0)
		return fmt::format("{} tests, all as expected", all);
	return fmt::format("{} of {} tests went wrong", wrong, all);
}

std::string when_text(double seconds)
{
	return fmt::format("{:%Y-%m-%d %H:%M} UTC", fmt::gmtime(static_cast<std::time_t>(seconds)));
}

std::string facts(const ResultSet &set)
{
	std::string facts;
	for (const RunPart &part : set.parts)
		facts += fragment("run_fact",
			{{"name", part.name}, {"kernel", part.kernel_release()},
				{"when", when_text(part.start)},
				{"duration", duration_text(part.end - part.start)}});
	return facts;
}

std::string remarks(const ResultSet &set)
{
	std::string remarks;
	const auto say = [&](const std::string &text) {
		remarks += fragment("remark", {{"text", text}});
	};
	for (const RunPart &part : set.parts) {
		if (!part.finished)
			say(fmt::format("{} did not finish: {}", part.path, part.stopped_because));
		if (part.kernel_log.starts_with("not watched"))
			say(fmt::format("Kernel log {}: warnings went unnoticed", part.kernel_log));
		if (!part.kernel_reports.empty())
			say(fmt::format("{} kernel reports belong to no test: see Kernel log",
				part.kernel_reports.size()));
	}
	if (set.in_several)
		say(fmt::format("{} tests are in more than one of the directories; the worse "
				"result counts",
			set.in_several));
	return remarks;
}

std::string legend(const std::vector<Tally> &tallies)
{
	std::string legend;
	for (const Tally &each : tallies)
		legend += fragment("legend_item",
			{{"tone", std::string(each.tone)}, {"label", each.label},
				{"count", std::to_string(each.count)}});
	return legend;
}

struct Body {
	std::string links;
	std::string sections;
};

Body body(const ResultSet &set)
{
	Body body;
	for (const auto &make : kSections) {
		const Section section = make(set);
		if (section.body.empty())
			continue;
		body.links +=
			fragment("link", {{"anchor", section.anchor}, {"title", section.title}});
		body.sections += fragment("section",
			{{"anchor", section.anchor}, {"title", section.title},
				{"count", section.count}, {"body", section.body}});
	}
	return body;
}

} // namespace

std::string html_page(const ResultSet &set)
{
	std::vector<const TestEntry *> tests;
	for (const TestEntry &test : set.tests)
		tests.push_back(&test);
	const auto wrong = static_cast<std::size_t>(
		std::ranges::count_if(set.tests, &TestEntry::counts_against_run));
	const std::vector<Tally> tallies = tally(tests);
	const std::string text = headline(wrong, tests.size());
	const Body filled = body(set);
	return fill_template(kPage,
		{{"title", fmt::format("{} ({})", text, set.kernels())},
			{"tone", wrong ? "bad" : ""}, {"headline", text}, {"facts", facts(set)},
			{"bar", tally_bar(tallies)}, {"bar_label", text},
			{"legend", legend(tallies)}, {"remarks", remarks(set)},
			{"links", filled.links}, {"sections", filled.sections},
			{"style", std::string(kStyle)}, {"script", std::string(kScript)},
			{"script_hash", std::string(kScriptHash)}});
}

} // namespace cf
