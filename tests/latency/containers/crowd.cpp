// SPDX-License-Identifier: MIT
#include "latency/containers/crowd.h"

#include <stdexcept>
#include <thread>
#include <vector>

#include <poll.h>
#include <pthread.h>
#include <unistd.h>

#include "base/deadline.h"
#include "measure/thread/state.h"

namespace cf
{

namespace
{

// Memory is locked while we measure, and the usual eight megabytes a thread are too much to lock.
constexpr std::size_t kStack = 256 << 10;

std::thread start_small(const std::function<void()> &serve)
{
	pthread_attr_t before;
	pthread_attr_t small;
	::pthread_getattr_default_np(&before);
	::pthread_attr_init(&small);
	::pthread_attr_setstacksize(&small, kStack);
	::pthread_setattr_default_np(&small);
	std::thread thread(serve);
	::pthread_setattr_default_np(&before);
	::pthread_attr_destroy(&small);
	::pthread_attr_destroy(&before);
	return thread;
}

class Crowd : public FencedPath
{
public:
	Crowd(std::size_t others, const Fencing &fencing)
		: FencedPath(fencing), others_(static_cast<unsigned>(others))
	{
		threads_.reserve(others);
		ids_.resize(others);
		for (std::size_t i = 0; i < others; ++i)
			threads_.push_back(start_small([this, i] { serve(ids_[i]); }));
		await(ready_);
		for (const pid_t id : ids_)
			states_.emplace_back(id);
	}
	Crowd(const Crowd &) = delete;
	Crowd &operator=(const Crowd &) = delete;
	~Crowd() override
	{
		begin(Round::end);
		for (std::thread &thread : threads_)
			thread.join();
	}

private:
	enum class Round : int { end = -1, none = 0 };

	// The thread that measures is one of them.
	void until_signalled() override
	{
		const bool woken = file().wait(Deadline::generous());
		await(awake_);
		if (!woken || lost_ != 0)
			throw std::runtime_error("somebody of the crowd was not woken");
	}

	void hold(const SyncFile &) override
	{
		asking_ = 0;
		awake_ = 0;
		begin(static_cast<Round>(static_cast<int>(round_.load()) + 1));
		await(asking_);
		for (const ThreadState &state : states_) {
			while (!state.is_asleep())
				std::this_thread::yield();
		}
	}

	void begin(Round round)
	{
		round_ = round;
		round_.notify_all();
	}

	// Until all others have come so far; the last of them tells.
	void await(const std::atomic<unsigned> &count) const
	{
		for (unsigned seen = count; seen != others_; seen = count)
			count.wait(seen);
	}

	void come(std::atomic<unsigned> &count) const
	{
		if (++count == others_)
			count.notify_all();
	}

	void serve(pid_t &id)
	{
		id = ::gettid();
		Round seen = Round::none;
		come(ready_);
		for (;;) {
			round_.wait(seen);
			seen = round_;
			if (seen == Round::end)
				return;
			come(asking_);
			const Result<short> found =
				try_poll(file().fd(), POLLIN, Deadline::generous());
			if (!found.ok() || found.value() != POLLIN)
				++lost_;
			come(awake_);
		}
	}

	unsigned others_;
	std::atomic<Round> round_ = Round::none;
	std::atomic<unsigned> ready_ = 0;
	std::atomic<unsigned> asking_ = 0;
	std::atomic<unsigned> awake_ = 0;
	std::atomic<unsigned> lost_ = 0;
	std::vector<pid_t> ids_;
	std::vector<ThreadState> states_;
	std::vector<std::thread> threads_;
};

} // namespace

std::unique_ptr<WakePath> crowd_of(std::size_t count, const Fencing &fencing)
{
	return std::make_unique<Crowd>(count - 1, fencing);
}

} // namespace cf
