// SPDX-License-Identifier: MIT
#include "report/compare/comparison_text.h"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "results/measured/spread.h"
#include "text/lines.h"
#include "text/utf8.h"

namespace cf
{

namespace
{

constexpr const char *kIndent = "    ";

// Of lists that may hold every test of a run.
constexpr std::size_t kLongest = 20;

std::string heading(char letter, const ResultSet &set)
{
	std::string paths;
	for (const RunPart &part : set.parts)
		paths += (paths.empty() ? "" : " ") + part.path;
	std::string text = fmt::format("{}: {}  kernel {}, {} tests{}\n", letter, printable(paths),
		printable(set.kernels()), set.tests.size(),
		set.finished() ? "" : "; did not finish");
	return text;
}

std::string result_of(const TestEntry &test)
{
	const std::string reason = printable(first_line(test.reason));
	return fmt::format("{}{}{}", name_of(test.outcome), reason.empty() ? "" : ": ", reason);
}

// "1 test", "2 tests"
std::string title(std::string_view what, std::size_t count)
{
	return fmt::format("\n{}: {}\n", what, count);
}

// Both results of each test, and the way to the second.
std::string in_full(std::string_view what, const std::vector<Pair> &pairs)
{
	if (pairs.empty())
		return "";
	std::string text = title(what, pairs.size());
	for (const Pair &pair : pairs) {
		text += fmt::format("  {}\n", printable(pair.after->id));
		text += fmt::format("{}A  {}\n", kIndent, result_of(*pair.before));
		text += fmt::format("{}B  {}\n", kIndent, result_of(*pair.after));
		if (is_unexpected(pair.after->outcome) && !pair.after->command.empty())
			text += fmt::format(
				"{}reproduce: {}\n", kIndent, printable(pair.after->command));
	}
	return text;
}

// A line a test, with its result in the run that has one.
std::string in_lines(std::string_view what, const std::vector<Pair> &pairs)
{
	if (pairs.empty())
		return "";
	std::string text = title(what, pairs.size());
	for (std::size_t i = 0; i < std::min(pairs.size(), kLongest); ++i) {
		const TestEntry &test = pairs[i].after ? *pairs[i].after : *pairs[i].before;
		text += fmt::format("  {}  {}\n", printable(test.id), result_of(test));
	}
	if (pairs.size() > kLongest)
		text += fmt::format("  … and {} more (--json has all)\n", pairs.size() - kLongest);
	return text;
}

std::string run_times(const std::vector<Pair> &pairs)
{
	if (pairs.empty())
		return "";
	std::string text = title("other run times", pairs.size());
	for (std::size_t i = 0; i < std::min(pairs.size(), kLongest); ++i)
		text += fmt::format("  {:.2f} s to {:.2f} s  {}\n", pairs[i].before->seconds(),
			pairs[i].after->seconds(), printable(pairs[i].after->id));
	return text;
}

std::string name_of(const MetricShift &shift)
{
	return printable(shift.name) + (shift.size ? fmt::format(" at {:g}", *shift.size) : "");
}

std::string amount(const MetricShift &shift, double value)
{
	return shift.shift.of_floor ? fmt::format("{:.3g} floors", value)
				    : quantity_text(value, printable(shift.unit));
}

std::string metrics(std::string_view what, const std::vector<MetricShift> &shifts)
{
	if (shifts.empty())
		return "";
	std::string text = title(what, shifts.size());
	for (const MetricShift &one : shifts)
		text += fmt::format("  x{:.2f} ({:.2f} to {:.2f})  {} to {}  {} of {}\n",
			one.shift.ratio(), one.shift.low, one.shift.high,
			amount(one, one.shift.before), amount(one, one.shift.after), name_of(one),
			printable(one.tests.after->id));
	return text;
}

std::string growths(std::string_view what, const std::vector<GrowthChange> &changes)
{
	if (changes.empty())
		return "";
	std::string text = title(what, changes.size());
	for (const GrowthChange &one : changes) {
		const Difference &exponent = one.growth.exponent;
		text += fmt::format("  cost now grows as n^{:.1f}, was n^{:.1f} ({:+.2f}; {:+.2f} "
				    "to {:+.2f})  {} from {:g} to {:g} of {}\n",
			exponent.after, exponent.before, exponent.amount(), exponent.low,
			exponent.high, printable(one.growth.name), one.growth.from, one.growth.to,
			printable(one.tests.after->id));
	}
	return text;
}

// How far what is said of times may be believed.
std::string confidence(const Comparison &comparison)
{
	if (comparison.measured == 0)
		return "";
	std::string text = fmt::format("\n{} measured times compared", comparison.measured);
	if (comparison.noisy)
		text += fmt::format(
			", {} not judged, being noisy in an only run", comparison.noisy);
	if (comparison.few)
		text += fmt::format(", {} not judged, having too few samples to rule out chance",
			comparison.few);
	if (comparison.of_one_run)
		text += fmt::format("; how runs of one kernel differ is unknown for {}, so run "
				    "again, and compare several (--with)",
			comparison.of_one_run == comparison.measured
				? "all"
				: std::to_string(comparison.of_one_run));
	return text + "\n";
}

} // namespace

std::string comparison_text(
	const Comparison &comparison, const ResultSet &before, const ResultSet &after)
{
	std::string text = heading('A', before) + heading('B', after);
	text += in_lines("new", comparison.added) + in_lines("vanished", comparison.vanished) +
		in_lines("run again", comparison.run_again) +
		in_lines("no longer run", comparison.no_longer_run) +
		run_times(comparison.run_times) + metrics("faster", comparison.faster) +
		metrics("slower", comparison.slower) +
		growths("grow less with size", comparison.flatter) +
		growths("grow more with size", comparison.steeper) +
		in_full("fixed", comparison.fixes) +
		in_full("fail as expected, did not before", comparison.known_failures) +
		in_full("still fail, in another way", comparison.changed) +
		in_full("regressions", comparison.regressions);
	return text + confidence(comparison) +
		fmt::format("\n{} regressions, {} slower, {} growing more, {} fixes, {} changed, "
			    "{} new, {} vanished, {} as before\n",
			comparison.regressions.size(), comparison.slower.size(),
			comparison.steeper.size(), comparison.fixes.size(),
			comparison.changed.size(), comparison.added.size(),
			comparison.vanished.size(), comparison.unchanged);
}

} // namespace cf
