// SPDX-License-Identifier: MIT
#include <algorithm>
#include <array>
#include <functional>
#include <span>

#include <fmt/format.h>

#include "report/formats/formats.h"
#include "text/lines.h"
#include "text/utf8.h"

namespace cf
{

namespace
{

using Tests = std::span<const TestEntry>;

constexpr std::size_t kReasonLines = 8;
constexpr std::size_t kReasonBytes = 1000;
constexpr std::size_t kMostReports = 20;

// What kunit.py takes for the end of the kernel's output, wherever it stands in a line.
constexpr std::array<std::string_view, 3> kEndings{
	"List of all partitions:", "Kernel panic - not syncing: VFS:", "reboot: System halted"};

std::string without_endings(std::string text)
{
	for (const std::string_view ending : kEndings)
		for (std::size_t at = 0; (at = text.find(ending, at)) != text.npos;)
			text.replace(at + ending.find(':'), 1, ";");
	return text;
}

// A name ends at the first "#", and a second one could begin a directive.
std::string field(std::string_view words)
{
	std::string text = without_endings(printable(words));
	std::ranges::replace_if(
		text, [](char c) { return c == '#' || c == '\n' || c == '\t'; }, '_');
	return text;
}

std::string directive(const TestEntry &test)
{
	const std::string reason = field(first_line(test.reason));
	if (test.failed_as_expected())
		return " # XFAIL " + field(first_line(test.expected->reason));
	switch (test.outcome) {
	case Outcome::skip:
	case Outcome::notrun:
		return " # SKIP " + reason;
	case Outcome::timeout:
		return " # TIMEOUT " + reason;
	case Outcome::crash:
	case Outcome::incomplete:
		return " # ERROR " + reason;
	default:
		return "";
	}
}

std::string remarks(const TestEntry &test)
{
	std::string text = fmt::format("{}\n{}\n", name_of(test.outcome),
		printable(first_lines(test.reason, kReasonLines, kReasonBytes)));
	if (test.expected)
		text += fmt::format("expected {}: {}\n", name_of(test.expected->outcome),
			printable(test.expected->reason));
	if (is_unexpected(test.outcome))
		text += fmt::format("reproduce: {}\n", printable(test.command));
	return without_endings(text);
}

std::string kernel_remarks(const std::vector<KernelReportEntry> &reports, std::string_view heading)
{
	if (reports.empty())
		return "";
	return fmt::format("{}:\n{}", heading,
		without_endings(printable(report_lines(reports, kMostReports))));
}

// Three blanks behind the "#": "# Subtest: x" in a reason must not look like a heading.
std::string diagnostics(std::string_view text, const std::string &indent)
{
	std::string lines;
	while (!text.empty()) {
		const std::string_view line = first_line(text);
		if (!line.empty())
			lines += fmt::format("{}#   {}\n", indent, line);
		text.remove_prefix(std::min(line.size() + 1, text.size()));
	}
	return lines;
}

// What the result line and its directive leave out.
std::string diagnostics(const TestEntry &test, const std::string &indent)
{
	const bool said = test.outcome == Outcome::pass || test.outcome == Outcome::skip ||
		test.outcome == Outcome::notrun;
	const bool tell = !said || test.counts_against_run();
	return diagnostics(
		(tell ? remarks(test) : "") + kernel_remarks(test.kernel_reports, "kernel reports"),
		indent);
}

struct Block {
	std::string text;
	bool ok = true;
};

// The tests of one group, as lines at a depth; `number` is the group's own.
using Writer = std::function<Block(Tests group, std::size_t number)>;

std::vector<Tests> groups_of(
	Tests tests, const std::function<std::string_view(const TestEntry &)> &key)
{
	std::vector<Tests> groups;
	for (std::size_t i = 0; i < tests.size();) {
		std::size_t end = i + 1;
		while (end < tests.size() && key(tests[end]) == key(tests[i]))
			++end;
		groups.push_back(tests.subspan(i, end - i));
		i = end;
	}
	return groups;
}

// A version line, a plan and the groups in it. No "# Subtest" line: the specification does not ask
// for one, and with it kunit.py takes a case that is called like its program for the program's end.
Block nested(const std::vector<Tests> &groups, const std::string &indent, const Writer &write)
{
	Block block{
		fmt::format("{}KTAP version 1\n{}1..{}\n", indent, indent, groups.size()), true};
	for (std::size_t i = 0; i < groups.size(); ++i) {
		const Block inner = write(groups[i], i + 1);
		block.text += inner.text;
		block.ok = block.ok && inner.ok;
	}
	return block;
}

std::string result_line(bool ok, std::size_t number, std::string_view name)
{
	return fmt::format("{} {} {}", ok ? "ok" : "not ok", number, field(name));
}

Block write_test(Tests group, std::size_t number)
{
	const TestEntry &test = group.front();
	const std::string indent(4, ' ');
	const bool ok = !test.counts_against_run();
	return {fmt::format("{}{}{}{}\n", diagnostics(test, indent), indent,
			result_line(ok, number, split_id(test.id).rest), directive(test)),
		ok};
}

Block write_program(Tests group, std::size_t number)
{
	std::vector<Tests> cases;
	for (std::size_t i = 0; i < group.size(); ++i)
		cases.push_back(group.subspan(i, 1));
	Block block = nested(cases, std::string(4, ' '), write_test);
	block.text += fmt::format(
		"  {}\n", result_line(block.ok, number, split_id(group.front().id).program));
	return block;
}

Block write_folder(Tests group, std::size_t number)
{
	Block block = nested(
		groups_of(group, [](const TestEntry &test) { return split_id(test.id).program; }),
		"  ", write_program);
	block.text += result_line(block.ok, number, split_id(group.front().id).folder) + "\n";
	return block;
}

} // namespace

std::string ktap_report(const ResultSet &set)
{
	const Block tests =
		nested(groups_of(set.tests,
			       [](const TestEntry &test) { return split_id(test.id).folder; }),
			"", write_folder);
	std::string text = tests.text;
	for (const RunPart &part : set.parts)
		text += diagnostics(kernel_remarks(part.kernel_reports,
					    "kernel reports that belong to no test"),
			"");
	return text;
}

} // namespace cf
