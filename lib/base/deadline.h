// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>

#include "base/unique_fd.h"

// A point in CLOCK_MONOTONIC time up to which a wait may last, and poll(2) against
// it. Nothing in the suite sleeps: it waits for an event, and a deadline only
// keeps a broken kernel from holding the wait for ever.

namespace cf
{

class Deadline
{
public:
	using Clock = std::chrono::steady_clock;

	explicit Deadline(Clock::duration from_now) : at_(Clock::now() + from_now) {}

	// For waits that must not fail on the slowest emulated guest: two minutes.
	static Deadline generous() { return Deadline{std::chrono::minutes{2}}; }

	// For asking without waiting.
	static Deadline now() { return Deadline{Clock::duration::zero()}; }

	bool passed() const { return Clock::now() >= at_; }

	// Rounded up, so that a wait of this length never ends before the deadline.
	int milliseconds_left() const;

private:
	Clock::time_point at_;
};

// Waits until `fd` reports one of `events` (POLLIN, …) and gives the revents; gives 0
// when the deadline passed first. Interrupted waits go on.
Result<short> try_poll(FdRef fd, short events, Deadline deadline);
short poll(FdRef fd, short events, Deadline deadline);

} // namespace cf
