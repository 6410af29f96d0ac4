// SPDX-License-Identifier: MIT
#pragma once

#include <linux/sync_file.h>
#include <linux/types.h>

// What the suite uses of the kernel's uapi headers and the oldest supported ones (6.1) lack.
// Layouts and numbers are those of the kernel's include/uapi.

namespace cf
{

// struct sync_set_deadline and SYNC_IOC_SET_DEADLINE.
struct SyncSetDeadline {
	__u64 deadline_ns;
	__u64 pad;
};

constexpr unsigned long kSyncIocSetDeadline = _IOW(SYNC_IOC_MAGIC, 5, SyncSetDeadline);

} // namespace cf
