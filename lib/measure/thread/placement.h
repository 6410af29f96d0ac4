// SPDX-License-Identifier: MIT
#pragma once

#include <optional>

#include <pthread.h>

// Where the threads of a measurement run, and before whom. Two processors of those that this
// process may use, so that waking crosses from one to the other in every sample of a run; a
// machine with one has both on it, which is another path, and says so.

namespace cf
{

struct Placement {
	int waker = 0; // processor numbers
	int waiter = 0;
	std::optional<int> fifo; // priority in SCHED_FIFO, 1 to 99; none: scheduled as usual

	bool is_shared() const { return waker == waiter; }
};

// The first two of sched_getaffinity(2), and the priority that CROSSFENCE_FIFO names (`run
// --fifo`). Throws std::system_error; std::runtime_error where there is a priority, but one
// processor: who looks whether the other sleeps would keep it from running.
Placement place_threads();

// Binds a thread to one processor, with the priority of the placement. Throws std::system_error:
// EPERM without CAP_SYS_NICE or RLIMIT_RTPRIO (sched(7)).
void bind(pthread_t thread, int processor, const Placement &placement);

// Keeps the pages of this process in memory from now on, where it may (CAP_IPC_LOCK or
// RLIMIT_MEMLOCK); whether that worked.
bool lock_memory();

} // namespace cf
