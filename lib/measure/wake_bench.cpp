// SPDX-License-Identifier: MIT
#include "measure/wake_bench.h"

#include <stdexcept>
#include <utility>

#include <unistd.h>

#include "base/deadline.h"
#include "measure/clock.h"
#include "measure/noise.h"
#include "measure/thread/relax.h"

namespace cf
{

WakeBench::WakeBench(Placement placement) : waiter_([this] { serve(); })
{
	turn_.wait(Turn::begin);
	try {
		waiter_state_.emplace(waiter_id_);
		bind(waiter_.native_handle(), placement.waiter, placement);
		bind(::pthread_self(), placement.waker, placement);
	} catch (...) {
		end();
		throw;
	}
}

WakeBench::~WakeBench()
{
	end();
}

void WakeBench::end()
{
	hand_over(Turn::end);
	waiter_.join();
}

void WakeBench::hand_over(Turn turn)
{
	turn_ = turn;
	turn_.notify_one();
}

void WakeBench::serve()
{
	waiter_id_ = ::gettid();
	hand_over(Turn::idle);
	for (;;) {
		turn_.wait(Turn::idle);
		if (turn_ == Turn::end)
			return;
		try {
			turn_ = Turn::waiting;
			path_->wait();
			woken_at_ = now_ns();
		} catch (...) {
			error_ = std::current_exception();
		}
		hand_over(Turn::idle);
	}
}

// A waiter that has not begun, or is back already, is not asleep.
void WakeBench::await_sleep(WakePath &path)
{
	const Deadline deadline = Deadline::generous();
	while (turn_ != Turn::waiting || !waiter_state_->is_asleep()) {
		if (turn_ == Turn::idle) {
			rethrow_error();
			throw std::runtime_error("the wait was over before the signal");
		}
		if (deadline.passed()) {
			path.signal();
			turn_.wait(Turn::waiting);
			throw std::runtime_error("the wait does not sleep");
		}
		relax();
	}
}

void WakeBench::rethrow_error()
{
	if (error_)
		std::rethrow_exception(std::exchange(error_, nullptr));
}

void WakeBench::sample(WakePath &path, WakeSamples &samples)
{
	path.prepare();
	path_ = &path;
	hand_over(Turn::go);
	await_sleep(path);
	const std::int64_t preemptions = preemptions_so_far();
	const std::int64_t begin = now_ns();
	path.signal();
	const std::int64_t signalled = now_ns();
	turn_.wait(Turn::waiting);
	rethrow_error();
	samples.preemptions += preemptions_so_far() - preemptions;
	samples.signal.push_back(static_cast<double>(signalled - begin));
	samples.wake.push_back(static_cast<double>(woken_at_ - begin));
}

} // namespace cf
