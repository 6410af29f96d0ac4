// SPDX-License-Identifier: MIT
#pragma once

#include "plan/run_plan.h"

// `run --gdb`: this process becomes a debugger with the one case in it.

namespace cf
{

// Throws UsageError when the plan is not one case, std::system_error when gdb can't be started.
[[noreturn]] void become_debugger(
	const Survey &survey, const RunPlan &plan, const RunSettings &settings);

} // namespace cf
