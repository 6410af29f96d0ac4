// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <map>

#include <sys/types.h>

#include "system/event/event_loop.h"

// Every child of the runner, and as it is a subreaper every orphan of a test, ends
// up here: it is reaped, and whoever expects it is told its wait status. Made
// before the first child, so that none is missed; blocks SIGCHLD for good.

namespace cf
{

class Children
{
public:
	// Called with the raw status of waitpid(2).
	using Ended = std::function<void(int wait_status)>;

	explicit Children(EventLoop &loop);

	void expect(pid_t pid, Ended ended) { expected_[pid] = std::move(ended); }
	void forget(pid_t pid) { expected_.erase(pid); }

	// Reaps all that have ended, without waiting.
	void reap();

	// Waits for some child to end, until `deadline` at most, and reaps.
	void wait_and_reap(Clock::time_point deadline);

private:
	UniqueFd signals_;
	EventLoop::Watch watch_;
	std::map<pid_t, Ended> expected_;
};

} // namespace cf
