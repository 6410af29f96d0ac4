// SPDX-License-Identifier: MIT
#include "system/event/event_loop.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <utility>

#include <sys/epoll.h>

namespace cf
{

namespace
{

// Rounded up, so that a wait never ends just before its deadline.
int milliseconds_until(Clock::time_point deadline)
{
	const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - Clock::now());
	return static_cast<int>(std::clamp<std::int64_t>(left.count(), 0, 60'000));
}

} // namespace

EventLoop::Watch::Watch(Watch &&other) noexcept
	: loop_(std::exchange(other.loop_, nullptr)), token_(other.token_), fd_(other.fd_)
{
}

EventLoop::Watch &EventLoop::Watch::operator=(Watch &&other) noexcept
{
	stop();
	loop_ = std::exchange(other.loop_, nullptr);
	token_ = other.token_;
	fd_ = other.fd_;
	return *this;
}

void EventLoop::Watch::stop()
{
	if (!loop_)
		return;
	::epoll_ctl(loop_->epoll_.get(), EPOLL_CTL_DEL, fd_, nullptr);
	loop_->handlers_.erase(token_);
	loop_ = nullptr;
}

EventLoop::EventLoop() : epoll_(::epoll_create1(EPOLL_CLOEXEC))
{
	if (!epoll_.valid())
		Failure::last("epoll_create1").raise();
}

EventLoop::Watch EventLoop::watch_readable(FdRef fd, Handler handler)
{
	const std::uint64_t token = next_token_++;
	epoll_event event{.events = EPOLLIN, .data = {.u64 = token}};
	if (::epoll_ctl(epoll_.get(), EPOLL_CTL_ADD, fd.get(), &event) == -1)
		Failure::last("epoll_ctl").raise();
	handlers_.emplace(token, std::make_shared<Handler>(std::move(handler)));
	return {this, token, fd.get()};
}

void EventLoop::turn(Clock::time_point deadline)
{
	std::array<epoll_event, 16> ready;
	const int count = ::epoll_wait(epoll_.get(), ready.data(), static_cast<int>(ready.size()),
		milliseconds_until(deadline));
	if (count == -1 && errno != EINTR)
		Failure::last("epoll_wait").raise();
	for (int i = 0; i < count; ++i) {
		// An earlier handler of this round may have dropped the watch.
		const auto found = handlers_.find(ready[static_cast<std::size_t>(i)].data.u64);
		if (found == handlers_.end())
			continue;
		const std::shared_ptr<Handler> handler = found->second;
		(*handler)();
	}
}

} // namespace cf
