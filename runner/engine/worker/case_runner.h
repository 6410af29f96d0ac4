// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <vector>

#include "engine/launch/case_launcher.h"

// Runs one case from its launch until nothing of it is left, and tells what was seen.
// Lives in a worker, of which every process below is the case's or its program's.

namespace cf
{

class CaseRunner
{
public:
	CaseRunner(EventLoop &loop, Children &children);

	// `stop` is a signal as soon as the case is to end before its time, 0 so far.
	CaseReport run(const CaseOrder &order, std::vector<UniqueFd> fds, const int &stop);

private:
	Ending wait(const CaseOrder &order, std::vector<UniqueFd> fds, const int &stop);

	EventLoop &loop_;
	Children &children_;
	CaseLauncher launcher_;
	std::optional<Ending> ended_;
};

} // namespace cf
