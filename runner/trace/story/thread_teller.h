// SPDX-License-Identifier: MIT
#pragma once

#include <map>
#include <set>

#include "trace/story/trace_story.h"

// Puts together when threads ran, and where. Of threads that are not followed only some
// switches are in a trace, so nothing is said of them.

namespace cf
{

class ThreadTeller
{
public:
	explicit ThreadTeller(const std::vector<pid_t> &followed)
		: followed_(followed.begin(), followed.end())
	{
	}

	void hear(const TraceEvent &event);

	bool follows(pid_t pid) const { return followed_.contains(pid); }

	// Whether it is on a processor, as far as the trace tells.
	bool runs(pid_t pid) const;

	std::vector<TracedRun> take() { return std::move(runs_); }

private:
	void switched(const TraceEvent &event, const SwitchEvent &to);

	std::set<pid_t> followed_;
	std::map<unsigned, TracedRun> running_; // by processor
	std::vector<TracedRun> runs_;
};

} // namespace cf
