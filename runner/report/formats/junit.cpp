// SPDX-License-Identifier: MIT
#include <algorithm>
#include <ctime>
#include <sstream>

#include <fmt/format.h>
#include <pugixml.hpp>

#include "report/formats/cut.h"
#include "report/formats/formats.h"
#include "text/lines.h"
#include "text/utf8.h"

namespace cf
{

namespace
{

// Of each part of what a test leaves to read. A farm shows it in a window.
constexpr std::size_t kPartLimit = 16 * 1024;

constexpr std::size_t kMostReports = 50;

// XML 1.0 has no place for control characters, nor for U+FFFE and U+FFFF.
std::string xml_text(std::string_view text)
{
	std::string clean = printable(text);
	for (const std::string_view none : {"\xef\xbf\xbe", "\xef\xbf\xbf"})
		for (std::size_t at = 0; (at = clean.find(none, at)) != clean.npos;)
			clean.replace(at, none.size(), "\xef\xbf\xbd");
	return clean;
}

void put(pugi::xml_node node, const char *name, std::string_view value)
{
	node.append_attribute(name) = xml_text(value).c_str();
}

// From "../tests/import/content_test.cpp:33: …", as seen from the root of a checkout.
std::string_view file_in(std::string_view reason)
{
	const std::string_view path = reason.substr(0, reason.find(':'));
	const std::size_t tests = path.rfind("tests/");
	if (tests == path.npos || path.find(' ') != path.npos || path == reason)
		return {};
	return path.substr(tests);
}

void add_part(std::string &text, std::string_view heading, std::string_view body)
{
	if (!body.empty())
		text += fmt::format("--- {} ---\n{}\n", heading, cut_middle(body, kPartLimit));
}

std::string output_of(const TestEntry &test)
{
	std::string text;
	add_part(text, "reproduce", test.command);
	add_part(text, "standard output", test.out);
	add_part(text, "standard error", test.err);
	add_part(text, "kernel log", test.kernel_log_text());
	for (const std::string &note : test.notes)
		add_part(text, "note", note);
	return text;
}

// As pytest has it: a failure that was foreseen is a skip with a word of its own, and a pass in
// its place a failure.
const char *verdict_element(const TestEntry &test)
{
	if (test.outcome == Outcome::skip || test.outcome == Outcome::notrun ||
		test.failed_as_expected())
		return "skipped";
	if (!test.counts_against_run())
		return nullptr;
	const bool broke = test.outcome == Outcome::crash || test.outcome == Outcome::timeout ||
		test.outcome == Outcome::incomplete;
	return broke ? "error" : "failure";
}

std::string message_of(const TestEntry &test)
{
	if (!test.expected)
		return std::string(first_line(test.reason));
	return fmt::format("{} (expected {}: {})",
		test.reason.empty() ? name_of(test.outcome) : first_line(test.reason),
		name_of(test.expected->outcome), test.expected->reason);
}

void add_kernel_reports(pugi::xml_node node, const std::vector<KernelReportEntry> &reports)
{
	if (!reports.empty())
		node.append_child("system-err").text() =
			xml_text(report_lines(reports, kMostReports)).c_str();
}

void add_case(pugi::xml_node suite, const TestEntry &test)
{
	const TestName name = split_id(test.id);
	pugi::xml_node node = suite.append_child("testcase");
	put(node, "classname", fmt::format("{}.{}", name.folder, name.program));
	put(node, "name", name.rest);
	put(node, "time", fmt::format("{:.3f}", test.seconds()));
	if (const std::string_view file = file_in(test.reason); !file.empty())
		put(node, "file", file);
	if (const char *element = verdict_element(test)) {
		pugi::xml_node verdict = node.append_child(element);
		put(verdict, "message", message_of(test));
		put(verdict, "type", name_of(test.outcome));
		verdict.text() = xml_text(cut_middle(test.reason, kPartLimit)).c_str();
	}
	if (is_unexpected(test.outcome) || test.outcome == Outcome::warn)
		node.append_child("system-out").text() = xml_text(output_of(test)).c_str();
	add_kernel_reports(node, test.kernel_reports);
}

std::string utc_text(double seconds)
{
	const auto time = static_cast<std::time_t>(seconds);
	std::tm parts{};
	::gmtime_r(&time, &parts);
	return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}", parts.tm_year + 1900,
		parts.tm_mon + 1, parts.tm_mday, parts.tm_hour, parts.tm_min, parts.tm_sec);
}

struct Counts {
	std::size_t tests = 0;
	std::size_t failures = 0;
	std::size_t errors = 0;
	std::size_t skipped = 0;
	double seconds = 0;

	void add(const TestEntry &test)
	{
		const char *element = verdict_element(test);
		const std::string_view word = element ? element : "";
		++tests;
		failures += word == "failure";
		errors += word == "error";
		skipped += word == "skipped";
		seconds += test.seconds();
	}
};

void set_counts(pugi::xml_node node, const Counts &counts)
{
	node.append_attribute("tests") = counts.tests;
	node.append_attribute("failures") = counts.failures;
	node.append_attribute("errors") = counts.errors;
	node.append_attribute("skipped") = counts.skipped;
	put(node, "time", fmt::format("{:.3f}", counts.seconds));
}

// What is no test's is a suite's without any.
void add_reports_of_no_test(pugi::xml_node root, const RunPart &part)
{
	if (part.kernel_reports.empty())
		return;
	pugi::xml_node suite = root.append_child("testsuite");
	put(suite, "name", "kernel reports that belong to no test");
	put(suite, "timestamp", utc_text(part.start));
	set_counts(suite, {});
	add_kernel_reports(suite, part.kernel_reports);
}

} // namespace

std::string junit_report(const ResultSet &set)
{
	pugi::xml_document document;
	pugi::xml_node root = document.append_child("testsuites");
	put(root, "name", "crossfence");
	Counts all;
	const auto &tests = set.tests;
	for (auto test = tests.begin(); test != tests.end();) {
		const std::string_view group = split_id(test->id).group;
		pugi::xml_node suite = root.append_child("testsuite");
		put(suite, "name", group);
		put(suite, "timestamp", utc_text(set.parts[test->part].start));
		Counts counts;
		for (; test != tests.end(); ++test) {
			if (split_id(test->id).group != group)
				break;
			counts.add(*test);
			all.add(*test);
			add_case(suite, *test);
		}
		set_counts(suite, counts);
	}
	for (const RunPart &part : set.parts)
		add_reports_of_no_test(root, part);
	set_counts(root, all);
	std::ostringstream text;
	document.save(text, "  ");
	return text.str();
}

} // namespace cf
