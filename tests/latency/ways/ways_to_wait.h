// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "latency/ways/fenced_path.h"

// The ways in which userspace waits for a fence, whoever signals it: in poll and epoll on
// a dma-buf and on a sync_file, in DMA_BUF_IOCTL_SYNC, in the waits of a syncobj.

namespace cf
{

struct WayToWait {
	const char *label;

	// Skips where the machine has not what it needs.
	std::unique_ptr<WakePath> (*make)(const Fencing &fencing);

	std::string name() const { return label; }
	std::vector<std::string> roles() const { return {}; }
};

const std::vector<WayToWait> &ways_to_wait();

} // namespace cf
