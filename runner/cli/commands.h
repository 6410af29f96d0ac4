// SPDX-License-Identifier: MIT
#pragma once

#include "cli/options.h"

// One function a command. Each gives the exit status of the program and throws
// UsageError for wrong use.

namespace cf
{

enum ExitStatus : int {
	kAsExpected = 0,
	kUnexpected = 1,
	kWrongUse = 2,
	kNotFinished = 3,
};

int list_command(const ListOptions &options);
int devices_command(const DevicesOptions &options);
int report_command(const ReportOptions &options);
int compare_command(const CompareOptions &options);
int run_command(const RunOptions &options);
int resume_command(const ResumeOptions &options);

} // namespace cf
