// SPDX-License-Identifier: MIT
#pragma once

#include <memory>

// A way in which one thread wakes another: what a sample of WakeBench goes through.
// The floors below cost what any way costs at least, whatever the kernel does between.

namespace cf
{

class WakePath
{
public:
	virtual ~WakePath() = default;

	// Before each sample, on the waking thread, not measured: something new to wait for.
	virtual void prepare() = 0;

	// On the waiting thread: sleeps until the signal.
	virtual void wait() = 0;

	// On the waking thread.
	virtual void signal() = 0;
};

// An eventfd that is read: one system call on each side, no state but a counter.
std::unique_ptr<WakePath> eventfd_path();

// A byte through a pipe.
std::unique_ptr<WakePath> pipe_path();

// A word that FUTEX_WAIT waits for.
std::unique_ptr<WakePath> futex_path();

// Nothing at all, and nobody sleeps in it: what is left is what measuring itself costs.
std::unique_ptr<WakePath> null_path();

} // namespace cf
