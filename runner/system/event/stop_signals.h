// SPDX-License-Identifier: MIT
#pragma once

#include "system/event/event_loop.h"

// SIGINT, SIGTERM and SIGHUP as a wish to stop, which the run grants between two
// system calls rather than in a handler. Blocks the three for good.

namespace cf
{

class StopSignals
{
public:
	explicit StopSignals(EventLoop &loop);

	// The first signal that came, 0 so far.
	int received() const { return received_; }

private:
	void read_signal();

	UniqueFd signals_;
	EventLoop::Watch watch_;
	int received_ = 0;
};

} // namespace cf
