// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "progress/run_report.h"

// The closing words of a run: counts, every result that somebody has to look at with
// the command that reproduces it, why cases were skipped, where the results are.

namespace cf
{

// `measured` is the table of what was, or empty.
std::string summarize(const RunReport &report, const std::string &results_directory,
	const std::string &measured = "");

} // namespace cf
