// SPDX-License-Identifier: MIT
#include "latency/ways/ways_to_wait.h"

#include "latency/ways/buffer_waits.h"
#include "latency/ways/syncobj_waits.h"

namespace cf
{

const std::vector<WayToWait> &ways_to_wait()
{
	static const std::vector<WayToWait> ways{
		{"poll_on_sync_file", poll_on_sync_file},
		{"poll_on_buffer_for_reading", poll_for_reading},
		{"poll_on_buffer_for_writing", poll_for_writing},
		{"epoll_on_buffer", epoll_for_reading},
		{"cpu_access", cpu_access},
		{"syncobj", syncobj_wait},
		{"timeline", timeline_wait},
		{"timeline_eventfd", timeline_eventfd},
	};
	return ways;
}

} // namespace cf
