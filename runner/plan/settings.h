// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "plan/isolation.h"
#include "plan/leak_search.h"
#include "verdict/kernel/stop_policy.h"

// What `crossfence run` was asked for.

namespace cf
{

inline constexpr std::chrono::seconds kDefaultTimeout{120};

// Per output stream of a case.
inline constexpr std::size_t kOutputLimit = 1024 * 1024;

// Among the words of RunSettings::wrapper: the file of a case's system calls.
inline constexpr const char *kTraceFile = "TRACE";

struct RunSettings {
	std::string version; // of this program
	std::vector<std::string> command_line;
	std::vector<std::string> filters;
	std::string results;      // -o
	std::string tests;        // the test directory
	bool tests_given = false; // by --tests, so that reproducing needs it too
	std::chrono::seconds timeout = kDefaultTimeout;
	Isolation isolation = Isolation::fork;
	std::vector<std::string> require; // roles
	std::vector<std::string> allow;   // labels
	std::vector<std::string> expect;  // files of known bugs
	std::string board;                // of this machine, in place of what its firmware says
	StopPolicies stop_policies;
	bool watch_kernel_log = true;
	LeakSearch leaks = LeakSearch::never;
	bool dry_run = false;
	bool debug = false; // the one case in gdb, without results
	unsigned jobs = 1;
	unsigned retry = 0;  // times that a failure is tried again
	unsigned repeat = 0; // rounds; 0: not said
	bool until_fail = false;
	std::optional<std::uint64_t> shuffle; // the seed
	std::vector<std::string> wrapper;     // the words of a command that runs the programs
	unsigned shard = 1;                   // this one …
	unsigned shards = 1;                  // … of so many
	std::string history;                  // results directory that shards are balanced by
	std::optional<int> oom_score;         // of the runner, as in oom_score_adj
	std::optional<int> fifo;              // priority of the threads that measure, 1 to 99
	std::uint64_t disk_limit = 0;         // bytes of the results; 0: none
	bool cores = false;                   // keep core dumps
	bool trace = false;                   // record the kernel's fences, case by case
	bool watchdog = false;                // feed /dev/watchdog while the run lasts

	// The wrapper with a file of the case's own in it.
	std::vector<std::string> wrapper_for(const std::string &id) const;

	// Without end when only a failure is to end them.
	unsigned rounds() const
	{
		if (repeat == 0)
			return until_fail ? std::numeric_limits<unsigned>::max() : 1;
		return repeat;
	}
};

// As JSON text for the journal, so that a resumed run goes on in the same way.
std::string to_json_text(const RunSettings &settings);

// Throws std::runtime_error for a text that is not from the function above.
RunSettings settings_from_json(const std::string &text);

} // namespace cf
