// SPDX-License-Identifier: MIT
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <optional>
#include <thread>
#include <vector>

#include "measure/thread/placement.h"
#include "measure/thread/state.h"
#include "measure/wake_path.h"

// Two threads, each bound to its processor, of which one wakes the other again and
// again. Every sample begins with a waiter that sleeps: the kernel's own word for it
// (proc(5), "stat") is waited for, so that none measures a wait that had not begun.
// Waker and waiter read one clock.

namespace cf
{

// Nanoseconds, a value a sample, in their order.
struct WakeSamples {
	std::vector<double> signal;   // how long signal() took
	std::vector<double> wake;     // from before signal() until wait() had returned
	std::int64_t preemptions = 0; // meanwhile, of either thread

	std::size_t size() const { return wake.size(); }
};

class WakeBench
{
public:
	// The calling thread becomes the waker and stays where it is put. Throws what bind() does.
	explicit WakeBench(Placement placement);
	WakeBench(const WakeBench &) = delete;
	WakeBench &operator=(const WakeBench &) = delete;
	~WakeBench();

	// Adds a sample. Throws what the path throws, on either thread, and std::runtime_error
	// when the waiter does not fall asleep.
	void sample(WakePath &path, WakeSamples &samples);

private:
	enum class Turn { begin, idle, go, waiting, end };

	void serve();
	void end();
	void hand_over(Turn turn);
	void await_sleep(WakePath &path);
	void rethrow_error();

	std::atomic<Turn> turn_ = Turn::begin;
	WakePath *path_ = nullptr; // the waiter's while it is its turn, as are those below
	std::int64_t woken_at_ = 0;
	std::exception_ptr error_;
	pid_t waiter_id_ = 0;
	std::thread waiter_;
	std::optional<ThreadState> waiter_state_;
};

} // namespace cf
