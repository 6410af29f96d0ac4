// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>

#include "base/unique_fd.h"

// The runner's one thread waits here, and only here, for whatever comes first:
// output, events, kernel log, ended children, signals, a deadline. Handlers run
// inside turn(); a handler may drop any Watch, its own included.

namespace cf
{

using Clock = std::chrono::steady_clock;

class EventLoop
{
public:
	using Handler = std::function<void()>;

	// Ends the watching of a descriptor when it goes. The descriptor must stay
	// open, and the loop must live, as long as the Watch does.
	class Watch
	{
	public:
		Watch() = default;
		Watch(Watch &&other) noexcept;
		Watch &operator=(Watch &&other) noexcept;
		~Watch() { stop(); }

		void stop();
		bool active() const { return loop_ != nullptr; }

	private:
		friend class EventLoop;
		Watch(EventLoop *loop, std::uint64_t token, int fd)
			: loop_(loop), token_(token), fd_(fd)
		{
		}

		EventLoop *loop_ = nullptr;
		std::uint64_t token_ = 0;
		int fd_ = -1;
	};

	EventLoop();

	// Calls `handler` whenever `fd` is readable, at its end or in error.
	Watch watch_readable(FdRef fd, Handler handler);

	// Waits for one round of events, until `deadline` at most, and handles them.
	void turn(Clock::time_point deadline);

private:
	UniqueFd epoll_;
	std::map<std::uint64_t, std::shared_ptr<Handler>> handlers_;
	std::uint64_t next_token_ = 1;
};

} // namespace cf
