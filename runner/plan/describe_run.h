// SPDX-License-Identifier: MIT
#pragma once

#include "journal/run_info.h"
#include "plan/run_plan.h"

// The facts about a run that its results carry: kernel, versions, devices, options,
// and how to run one case of it again.

namespace cf
{

RunInfo describe_run(const RunSettings &settings, const Survey &survey, const RunPlan &plan,
	const std::string &kernel_log);

// Seconds since the epoch.
double epoch_seconds();

} // namespace cf
