// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include <sys/types.h>

#include "catalog/device.h"
#include "catalog/test_case.h"
#include "verdict/attempt.h"

// What the journal knows of a run and of each case, besides what they printed.
// Times are seconds since the epoch, as piglit wants them.

namespace cf
{

struct RunInfo {
	std::string name;
	std::vector<std::string> command_line;
	double start = 0;
	std::string kernel; // as uname -a says it
	std::string boot;   // /proc/sys/kernel/random/boot_id
	std::map<std::string, std::string> versions;
	std::string kernel_log; // "watched", or why not
	std::vector<Device> devices;
	std::map<std::string, std::string> options;
	std::string settings; // JSON: what a resumed run needs to go on in the same way
	std::string reproduce_command = "crossfence";
	std::string reproduce_options; // " --tests DIR", for all that was not as usual
	std::vector<TestCase> cases;   // a case's number is its index here

	// The shell command that runs the one case again, in the same way.
	std::string reproduce(const std::string &id) const;
};

// What `run --trace` left of a case: files DIR/trace/NAME.*.
struct KeptTrace {
	std::string name;
	std::uint64_t lost = 0;     // events that were recorded and overwritten
	std::size_t unreadable = 0; // lines
};

struct CaseResult {
	Verdict verdict;
	double start = 0;
	double end = 0;
	pid_t pid = 0;                  // 0 when it never had one
	std::optional<int> return_code; // exit status, or minus the signal
	std::string isolation;          // "fork" or "exec"; empty for what is no process
	bool interrupted = false;       // by a signal to the runner
	std::optional<KeptTrace> trace;
};

struct EndedAttempt {
	AttemptKind kind = AttemptKind::first;
	CaseResult result;
};

// A run that was broken off goes on.
struct RunResumed {
	double time = 0;
	std::vector<std::string> command_line;
	std::string kernel;
	std::string boot;
};

struct RunEnd {
	double end = 0;
	int exit_status = 0;
	bool finished = false;
	std::string why; // it did not finish
};

} // namespace cf
