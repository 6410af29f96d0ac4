// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "report/compare/growth.h"
#include "report/compare/shift.h"
#include "report/model/result_set.h"

// What is different between two runs, or two kernels of each of which there are several
// runs, judged by the results themselves: "fails" is
// everything that is_unexpected(), whatever an expectation file said. Pure. The
// pointers are into the two result sets, which must live longer.

namespace cf
{

struct Pair {
	const TestEntry *before = nullptr; // null: not in the first run
	const TestEntry *after = nullptr;  // null: not in the second
};

struct MetricShift {
	Pair tests;
	std::string name;
	std::string unit;
	std::optional<double> size;
	Shift shift;
};

struct GrowthChange {
	Pair tests;
	Growth growth;
};

struct Comparison {
	std::vector<Pair> regressions;     // fails now, did not before
	std::vector<Pair> known_failures;  // likewise, and was expected to
	std::vector<Pair> fixes;           // failed before, passes now
	std::vector<Pair> changed;         // fails as before for another reason
	std::vector<Pair> no_longer_run;   // gave a result before, now skipped or not run
	std::vector<Pair> run_again;       // the reverse
	std::vector<Pair> added;           // in the second run only; failing ones first
	std::vector<Pair> vanished;        // in the first run only
	std::vector<Pair> run_times;       // passes in both, at another speed; largest change first
	std::vector<MetricShift> slower;   // notably, as below; largest change first
	std::vector<MetricShift> faster;   // likewise
	std::vector<GrowthChange> steeper; // cost grows faster with size; largest change first
	std::vector<GrowthChange> flatter; // likewise
	std::size_t measured = 0;          // series that both have
	std::size_t of_one_run = 0;        // those with one run on both sides
	std::size_t noisy = 0;             // those that are not judged, as a side's only run was
	std::size_t few = 0;               // likewise, as both are too short to tell from chance
	std::size_t unchanged = 0;         // in both, with nothing of the first six
};

// A run time is worth a line when it changed by this factor and by this many seconds.
inline constexpr double kNotableRatio = 2;
inline constexpr double kNotableSeconds = 0.5;

// A measured time is by default when it changed by this share and resampling excludes that
// nothing changed.
inline constexpr double kNotableShift = 0.15;

Comparison compare(
	const ResultSet &before, const ResultSet &after, double notable_shift = kNotableShift);

// A reason without what differs from run to run: numbers and addresses become "#".
std::string reason_shape(std::string_view reason);

} // namespace cf
