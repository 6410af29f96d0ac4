// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>

#include <sched.h>

#include "base/deadline.h"
#include "host/bufinfo.h"
#include "support/require.h"

// Whether a buffer still exists, by the list that the kernel keeps of all.

namespace cf
{

// For what goes a little later; below the time limit of a case, so that it can say what did not.
inline constexpr std::chrono::seconds kGone{60};

// For what nobody has a reason to hold any more: what is there then will stay.
inline constexpr std::chrono::seconds kAtOnce{5};

inline void require_bufinfo()
{
	require_present(try_read_bufinfo(), "needs debugfs dma_buf/bufinfo (CONFIG_DEBUG_FS)");
}

inline bool is_alive(ino_t inode)
{
	const auto buffers = try_read_bufinfo().take();
	return std::any_of(buffers.begin(), buffers.end(),
		[&](const BufinfoEntry &entry) { return entry.inode == inode; });
}

inline bool is_gone_in_time(ino_t inode, std::chrono::seconds time = kGone)
{
	const Deadline deadline{time};
	while (is_alive(inode) && !deadline.passed())
		::sched_yield();
	return !is_alive(inode);
}

} // namespace cf
