// SPDX-License-Identifier: MIT
#include "base/deadline.h"

#include <algorithm>
#include <cerrno>
#include <climits>

#include <poll.h>

namespace cf
{

int Deadline::milliseconds_left() const
{
	const auto left = std::chrono::ceil<std::chrono::milliseconds>(at_ - Clock::now());
	return static_cast<int>(std::clamp<std::int64_t>(left.count(), 0, INT_MAX));
}

Result<short> try_poll(FdRef fd, short events, Deadline deadline)
{
	pollfd entry{fd.get(), events, 0};
	int ready;
	do {
		ready = ::poll(&entry, 1, deadline.milliseconds_left());
	} while (ready == -1 && errno == EINTR);
	if (ready == -1)
		return Failure::last("poll");
	return entry.revents;
}

short poll(FdRef fd, short events, Deadline deadline)
{
	return try_poll(fd, events, deadline).take();
}

} // namespace cf
