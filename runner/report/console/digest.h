// SPDX-License-Identifier: MIT
#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>

#include "report/model/test_entry.h"

// What a person at a terminal reads of tests, part by part: at the end of a run, and later of
// its results. A part that has nothing to say is empty, any other begins with an empty line.
// What tests have printed is escaped.

namespace cf
{

class Digest
{
public:
	// The tests must outlive it.
	Digest(std::span<const TestEntry> tests, bool colour) : tests_(tests), colour_(colour) {}

	// Test by test, with reason, kernel reports and the command that runs it again.
	std::string failures() const; // what counts against the run
	std::string warnings() const;

	// Reasons, and how many tests have each; the most frequent first.
	std::string skips(std::string_view title = "skipped") const;
	std::string expected_failures() const;

	std::string unwatched() const;

	// "3 pass, 1 fail"; no line.
	std::string counts(std::map<Outcome, std::size_t> others = {}) const;

	std::string bold(std::string_view text) const;

private:
	std::string painted(int colour, std::string_view text) const;
	std::string one(const TestEntry &test, int colour) const;

	std::span<const TestEntry> tests_;
	bool colour_;
};

// Each line of a text, indented, with a newline at its end; escaped.
std::string indented(std::string_view text);

} // namespace cf
