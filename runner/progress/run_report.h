// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "journal/run_info.h"

// What is left of a run in memory when it is over: enough to tell the user about it.

namespace cf
{

struct ReportedCase {
	std::string id;
	CaseResult result;
	std::string reproduce; // a shell command
};

struct RunReport {
	std::vector<ReportedCase> cases; // that have a verdict, in order
	std::size_t not_run = 0;
	std::vector<std::string> between_cases; // complaints of the kernel while no case ran
	std::string stopped_because;            // empty when the run finished
	bool reboot_wanted = false;             // to go on, the machine is to boot afresh
	double seconds = 0;

	bool finished() const { return stopped_because.empty(); }

	// The exit status of `crossfence run`.
	int exit_status() const;
};

} // namespace cf
