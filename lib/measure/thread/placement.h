// SPDX-License-Identifier: MIT
#pragma once

#include <pthread.h>

// Where the threads of a measurement run. Two processors of those that this process
// may use, so that waking crosses from one to the other in every sample of a run; a
// machine with one has both on it, which is another path, and says so.

namespace cf
{

struct Placement {
	int waker = 0; // processor numbers
	int waiter = 0;

	bool is_shared() const { return waker == waiter; }
};

// The first two of sched_getaffinity(2). Throws std::system_error.
Placement place_threads();

// Binds a thread to one processor. Throws std::system_error.
void pin(pthread_t thread, int processor);

// Keeps the pages of this process in memory from now on, where it may (CAP_IPC_LOCK or
// RLIMIT_MEMLOCK); whether that worked.
bool lock_memory();

} // namespace cf
