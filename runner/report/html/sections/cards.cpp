// SPDX-License-Identifier: MIT
#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "report/formats/cut.h"
#include "report/html/markup.h"
#include "report/html/sections/sections.h"
#include "report/html/sections/test_markup.h"
#include "text/lines.h"

namespace cf
{

namespace
{

// What tests have printed gets about this much of the page, shared out evenly, so that a run in
// which everything fails can still be opened.
constexpr std::size_t kOutputBudget = 3 * 1024 * 1024;
constexpr std::size_t kMostOutput = 32 * 1024;
constexpr std::size_t kLeastOutput = 1024;

// Up to this many failures are shown with everything.
constexpr std::size_t kFewFailures = 3;

std::string text_block(const char *title, const std::string &text, std::size_t limit)
{
	if (text.find_first_not_of(" \n\t") == text.npos)
		return "";
	return fragment("text", {{"title", title}, {"text", cut_middle(text, limit)}});
}

std::string attempts_of(const TestEntry &test)
{
	if (test.attempts.empty())
		return "";
	std::string items;
	for (const Attempt &attempt : test.attempts)
		items += fragment("attempt",
			{{"tone", std::string(tone_of(attempt.outcome))},
				{"outcome", std::string(name_of(attempt.outcome))},
				{"kind", attempt.kind},
				{"duration", duration_text(attempt.end - attempt.start)},
				{"reason", std::string(first_line(attempt.reason))}});
	return fragment("attempts", {{"items", items}});
}

std::string details_of(const ResultSet &set, const TestEntry &test)
{
	std::string text = duration_text(test.seconds());
	if (!test.isolation.empty())
		text += fmt::format(" · isolation {}", test.isolation);
	if (!test.roles.empty())
		text += fmt::format(" · {}", fmt::join(test.roles, ", "));
	if (!test.labels.empty())
		text += fmt::format(" · labels {}", fmt::join(test.labels, ", "));
	const RunPart &part = set.parts[test.part];
	text += fmt::format(" · kernel {}", part.kernel_release());
	return set.parts.size() == 1 ? text : fmt::format("{} · from {}", text, part.path);
}

std::string body_of(const TestEntry &test, std::size_t limit)
{
	std::string body;
	if (!test.reason.empty())
		body += fragment("reason", {{"text", cut_middle(test.reason, limit)}});
	if (test.expected)
		body += fragment("expected",
			{{"outcome", std::string(name_of(test.expected->outcome))},
				{"reason", test.expected->reason}});
	// What never was a process can't be run again.
	if (!test.command.empty() && !test.isolation.empty())
		body += fragment("command", {{"command", test.command}});
	body += attempts_of(test);
	body += kernel_reports_markup(test.kernel_reports, "Kernel reports");
	body += text_block("Kernel log", test.kernel_log_text(), limit);
	body += text_block("Standard output", test.out, limit);
	body += text_block("Standard error", test.err, limit);
	for (const std::string &note : test.notes)
		body += fragment("note", {{"text", note}});
	return body;
}

std::string card(const ResultSet &set, const TestEntry &test, bool open, std::size_t limit)
{
	const TestName name = split_id(test.id);
	return fragment("card",
		{{"tone", std::string(tone_of(test))}, {"anchor", anchor_of(set, test)},
			{"label", label_of(test)}, {"id", test.id}, {"open", open ? " open" : ""},
			{"name",
				fragment("test_name",
					{{"group", std::string(name.group)},
						{"name", std::string(name.rest)}})},
			{"summary", std::string(first_line(test.reason))},
			{"body", body_of(test, limit)}, {"details", details_of(set, test)}});
}

Section cards_section(const ResultSet &set, const char *anchor, const char *title, bool wrong)
{
	std::vector<const TestEntry *> tests;
	std::size_t all = 0;
	for (const TestEntry &test : set.tests) {
		all += has_card(test);
		if (has_card(test) && test.counts_against_run() == wrong)
			tests.push_back(&test);
	}
	const std::size_t limit = std::clamp(
		kOutputBudget / std::max<std::size_t>(all, 1), kLeastOutput, kMostOutput);
	const bool open = wrong && tests.size() <= kFewFailures;
	std::string body;
	for (const TestEntry *test : tests)
		body += card(set, *test, open, limit);
	return {anchor, title, std::to_string(tests.size()), body};
}

} // namespace

Section wrong_section(const ResultSet &set)
{
	return cards_section(set, "wrong", "What went wrong", true);
}

Section attention_section(const ResultSet &set)
{
	return cards_section(set, "attention", "Worth a look", false);
}

} // namespace cf
