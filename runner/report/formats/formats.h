// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "report/model/result_set.h"

// A run as text for somebody: each function gives the whole of it, and is pure. What tests have
// printed is escaped as the format asks for. docs/reports.md says how outcomes map.

namespace cf
{

// For people at a terminal.
std::string console_report(const ResultSet &set, bool colour);

// As GitLab and its like read it.
std::string junit_report(const ResultSet &set);

// KTAP version 1 (Documentation/dev-tools/ktap.rst), nested by folder and program.
std::string ktap_report(const ResultSet &set);

// What deqp-runner calls results.csv: "name,Status,seconds" a line.
std::string results_csv(const ResultSet &set);

// And failures.csv: "name,Status" of what went wrong unforeseen; a baseline for its next run.
std::string failures_csv(const ResultSet &set);

// Signals for the console of a LAVA job.
std::string lava_report(const ResultSet &set);

} // namespace cf
