// SPDX-License-Identifier: MIT
#pragma once

#include <span>

#include <sched.h>

#include "base/deadline.h"
#include "host/kernel/memory_cgroup.h"
#include "support/matrix/sized.h"
#include "support/require.h"

// A group of processes that soon has no more memory, and what there is to see then.

namespace cf
{

inline constexpr std::size_t kLimit = 32U << 20;
inline constexpr std::size_t kSize = 256U << 10; // of a buffer
// Below the time limit of a case, so that it can say what did not come true.
inline constexpr std::chrono::seconds kEnough{60};

inline MemoryCgroup limited_group()
{
	return require_present(MemoryCgroup::try_create(kLimit), MemoryCgroup::kNeeded);
}

template <typename Condition>
bool comes_true(const Condition &condition)
{
	const Deadline deadline{kEnough};
	while (!condition() && !deadline.passed())
		::sched_yield();
	return condition();
}

inline void touch(std::span<std::byte> bytes)
{
	for (std::size_t at = 0; at < bytes.size(); at += page_size())
		bytes[at] = std::byte{1};
}

} // namespace cf
