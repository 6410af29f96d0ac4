// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>

#include "probe/probe.h"

// A buffer's reservation object as a driver asks it that has no time to wait: without its lock.

namespace cf
{

enum class Asking : std::uint32_t {
	test = CFP_ASK_TEST,                 // dma_resv_test_signaled()
	wait_without_time = CFP_ASK_NO_TIME, // dma_resv_wait_timeout(), timeout 0
};

// Whether no fence of that usage, or of one before it, is pending.
bool is_idle(const Probe &probe, const DmaBuf &buffer, FenceUsage usage, Asking how);

// How many of them are pending.
std::size_t count_pending(const Probe &probe, const DmaBuf &buffer, FenceUsage usage);

// The same, and at the first of them the fence of `added` comes to the object, with that usage, and
// a longer list in the place of the one that is walked. The file's fence is not a container.
std::size_t count_pending_while_adding(
	const Probe &probe, const DmaBuf &buffer, FenceUsage usage, const SyncFile &added);

} // namespace cf
