// SPDX-License-Identifier: MIT
#pragma once

#include <map>
#include <string>
#include <vector>

#include "journal/run_info.h"

// What the journal of a run that was broken off knows: how it was started, what has ended,
// what was in flight. A case whose start stands but whose end is lost in a damaged record
// counts as never run, unless it was the last that its slot has started.

namespace cf
{

struct Casualty {
	std::size_t number = 0;
	AttemptKind kind = AttemptKind::first;
	double start = 0;
};

struct UnfinishedRun {
	double start = 0;     // seconds since the epoch
	std::string settings; // JSON text
	std::string boot;     // id of the boot that it last ran in
	std::vector<TestCase> cases;
	std::map<std::size_t, std::vector<EndedAttempt>> attempts;
	std::vector<Casualty> in_flight;
	std::vector<std::string> between_cases; // what the kernel has complained about there
	std::size_t damaged = 0;                // records
};

// Throws UsageError when there is no journal or it does not begin with a run.
UnfinishedRun read_unfinished_run(const std::string &results_directory);

} // namespace cf
