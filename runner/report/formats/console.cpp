// SPDX-License-Identifier: MIT
#include <algorithm>
#include <iterator>
#include <map>

#include <fmt/format.h>

#include "report/formats/formats.h"
#include "text/lines.h"
#include "text/utf8.h"

namespace cf
{

namespace
{

constexpr std::size_t kReasonLines = 4;
constexpr std::size_t kReasonBytes = 600;
constexpr std::size_t kSlowest = 10;
constexpr double kWorthATime = 0.01; // seconds; below it nothing is slow
constexpr const char *kIndent = "    ";

constexpr int kRed = 31;
constexpr int kGreen = 32;
constexpr int kYellow = 33;
constexpr int kBold = 1;

class Console
{
public:
	Console(const ResultSet &set, bool colour) : set_(set), colour_(colour) {}

	std::string text() const
	{
		return heading() + troubles() + warnings() + ranked("skipped", skip_reasons()) +
			ranked("failed as expected", expected_reasons()) + slowest() + closing();
	}

private:
	std::string painted(int colour, std::string_view text) const
	{
		if (!colour_)
			return std::string(text);
		return fmt::format("\033[{}m{}\033[0m", colour, text);
	}

	std::string heading() const
	{
		std::string text;
		for (const RunPart &part : set_.parts)
			text += fmt::format("{}  {}  {:.1f} s\n",
				painted(kBold, printable(part.name)),
				printable(part.kernel_release()), part.end - part.start);
		if (set_.in_several)
			text += fmt::format("{} tests are in more than one of these directories; "
					    "the worse result counts\n",
				set_.in_several);
		return text;
	}

	std::string one(const TestEntry &test, int colour) const
	{
		std::string text = fmt::format(
			"\n{}  {}\n", painted(colour, name_of(test.outcome)), printable(test.id));
		text += indented(test.reason);
		if (test.expected)
			text += fmt::format("{}expected was {}: {}\n", kIndent,
				name_of(test.expected->outcome), printable(test.expected->reason));
		for (const Attempt &attempt : test.attempts)
			text += fmt::format("{}attempt: {}  {}\n", kIndent,
				name_of(attempt.outcome), printable(first_line(attempt.reason)));
		if (!test.command.empty() && !test.isolation.empty())
			text += fmt::format("{}reproduce: {}\n", kIndent, printable(test.command));
		return text;
	}

	static std::string indented(const std::string &reason)
	{
		if (reason.empty())
			return "";
		std::string text = printable(first_lines(reason, kReasonLines, kReasonBytes));
		for (std::size_t at = 0; (at = text.find('\n', at)) != text.npos; ++at)
			text.insert(at + 1, kIndent);
		return fmt::format("{}{}\n", kIndent, text);
	}

	std::string troubles() const
	{
		std::string text;
		for (const TestEntry &test : set_.tests)
			if (test.counts_against_run())
				text += one(test, kRed);
		return text;
	}

	std::string warnings() const
	{
		std::string text;
		for (const TestEntry &test : set_.tests)
			if (test.outcome == Outcome::warn && !test.counts_against_run())
				text += one(test, kYellow);
		return text;
	}

	using Reasons = std::map<std::string, std::size_t>;

	Reasons skip_reasons() const
	{
		Reasons reasons;
		for (const TestEntry &test : set_.tests)
			if (test.outcome == Outcome::skip)
				++reasons[printable(first_line(test.reason))];
		return reasons;
	}

	Reasons expected_reasons() const
	{
		Reasons reasons;
		for (const TestEntry &test : set_.tests)
			if (test.failed_as_expected())
				++reasons[fmt::format("{}: {}", name_of(test.outcome),
					printable(test.expected->reason))];
		return reasons;
	}

	// The most frequent first.
	static std::string ranked(std::string_view title, const Reasons &reasons)
	{
		std::vector<std::pair<std::string, std::size_t>> rows(
			reasons.begin(), reasons.end());
		std::ranges::stable_sort(
			rows, std::ranges::greater{}, &std::pair<std::string, std::size_t>::second);
		std::string text;
		for (const auto &[reason, count] : rows)
			text += fmt::format("{:>6}  {}\n", count, reason);
		return text.empty() ? text : fmt::format("\n{}:\n{}", title, text);
	}

	std::string slowest() const
	{
		std::vector<const TestEntry *> slow;
		for (const TestEntry &test : set_.tests)
			if (test.seconds() >= kWorthATime)
				slow.push_back(&test);
		std::ranges::stable_sort(slow, std::ranges::greater{}, &TestEntry::seconds);
		slow.resize(std::min(slow.size(), kSlowest));
		std::string text;
		for (const TestEntry *test : slow)
			text += fmt::format(
				"{:>8.2f} s  {}\n", test->seconds(), printable(test->id));
		return text.empty() ? text : fmt::format("\nslowest:\n{}", text);
	}

	std::string closing() const
	{
		std::string counts;
		for (const auto &[outcome, count] : set_.counts()) {
			const bool bad = is_unexpected(outcome);
			const int colour = bad ? kRed : outcome == Outcome::pass ? kGreen : kYellow;
			counts += fmt::format("{}{}", counts.empty() ? "" : ", ",
				painted(colour, fmt::format("{} {}", count, name_of(outcome))));
		}
		const auto unexpected =
			std::ranges::count_if(set_.tests, &TestEntry::counts_against_run);
		std::string text = fmt::format(
			"\n{}; {} unexpected\n", counts.empty() ? "no tests" : counts, unexpected);
		for (const RunPart &part : set_.parts)
			if (!part.finished)
				text += fmt::format("{} did not finish: {}\n", part.path,
					printable(part.stopped_because));
		return text;
	}

	const ResultSet &set_;
	bool colour_;
};

} // namespace

std::string console_report(const ResultSet &set, bool colour)
{
	return Console(set, colour).text();
}

} // namespace cf
