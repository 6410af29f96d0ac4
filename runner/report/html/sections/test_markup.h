// SPDX-License-Identifier: MIT
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "report/model/result_set.h"

// What several sections say of a test in the same way. A test has one place on the page: a card
// when there is something to tell, else its row in the list of all; everything links there.

namespace cf
{

// The class that gives it its colour: "bad", "known", "warn", "pass", "skip" or "none".
std::string_view tone_of(const TestEntry &test);
std::string_view tone_of(Outcome outcome);

// "fail", "dmesg-warn as expected", "pass, not expected": what the legend counts by.
std::string label_of(const TestEntry &test);

bool has_card(const TestEntry &test);

// Of a test in `set`.
std::string anchor_of(const ResultSet &set, const TestEntry &test);

// "12 ms", "1.23 s", "4:09"
std::string duration_text(double seconds);

// How often each tone and label occurs, bad news first.
struct Tally {
	std::string_view tone;
	std::string label;
	std::size_t count = 0;
};
std::vector<Tally> tally(const std::vector<const TestEntry *> &tests);
std::string tally_bar(const std::vector<Tally> &tallies);

// What the kernel has complained about, as a list under a heading if one is given; empty when
// it has not.
std::string kernel_reports_markup(
	std::span<const KernelReportEntry> reports, std::string_view heading = {});

// A line in a list that names the test by `name` and leads to its place.
std::string linked_row(const ResultSet &set, const TestEntry &test, std::string_view name);

// The line that is the place of a test without a card.
std::string own_row(const ResultSet &set, const TestEntry &test, std::string_view name);

} // namespace cf
