// SPDX-License-Identifier: MIT
#include <algorithm>

#include <fmt/format.h>

#include "report/formats/formats.h"

namespace cf
{

namespace
{

std::string_view plain_status(Outcome outcome)
{
	switch (outcome) {
	case Outcome::pass:
		return "Pass";
	case Outcome::warn:
		return "Warn";
	case Outcome::skip:
		return "Skip";
	case Outcome::notrun:
		return "NotRun";
	case Outcome::timeout:
		return "Timeout";
	case Outcome::crash:
		return "Crash";
	case Outcome::incomplete:
		return "Missing";
	default:
		return "Fail";
	}
}

std::string_view status_of(const TestEntry &test)
{
	const bool known = test.expected && test.expected->met;
	if (test.is_flaky())
		return known ? "KnownFlake" : "Flake";
	if (test.failed_as_expected())
		return test.expected->sometimes ? "KnownFlake" : "ExpectedFail";
	const bool passed = test.outcome == Outcome::pass || test.outcome == Outcome::warn;
	if (passed && test.expected && !known)
		return "UnexpectedImprovement(Pass)";
	return plain_status(test.outcome);
}

// Ids hold neither; a foreign file's may, and must not make a row or a column more.
std::string csv_name(std::string name)
{
	std::ranges::replace_if(
		name, [](char c) { return c == ',' || c == '\n' || c == '\r' || c == '"'; }, '_');
	return name;
}

} // namespace

std::string results_csv(const ResultSet &set)
{
	std::string text;
	for (const TestEntry &test : set.tests)
		text += fmt::format(
			"{},{},{:.6f}\n", csv_name(test.id), status_of(test), test.seconds());
	return text;
}

std::string failures_csv(const ResultSet &set)
{
	std::string text;
	for (const TestEntry &test : set.tests)
		if (test.counts_against_run())
			text += fmt::format("{},{}\n", csv_name(test.id), status_of(test));
	return text;
}

} // namespace cf
