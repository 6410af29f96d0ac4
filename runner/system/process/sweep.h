// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "system/event/children.h"
#include "system/process/process_tree.h"

// Clears away every process below the runner but the spared ones. All are stopped
// first, so that none can fork while the others die, and then killed.

namespace cf
{

struct Sweep {
	std::vector<ProcessInfo> found;     // alive when the sweep began
	std::vector<ProcessInfo> survivors; // not dead by the deadline: stuck in the kernel
};

// Both sets are as of living_descendants().
Sweep sweep_descendants(Children &children, const PidSet &spared, Clock::time_point deadline,
	const PidSet &spared_trees = {});

} // namespace cf
