// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"
#include "base/unique_fd.h"

// One allocation of the kernel's that fails, of those it makes for this thread: slabs and pages
// (CONFIG_FAILSLAB, CONFIG_FAIL_PAGE_ALLOC, /proc/thread-self/fail-nth). For root. With
// CONFIG_FAULT_INJECTION_USERCOPY a copy from or to userspace counts as well, and fails with
// EFAULT. Documentation/fault-injection/fault-injection.rst.

namespace cf
{

// Has allocations fail that may sleep, of any order, and nothing logged about it: the kernel's
// defaults spare them. Stays until the next boot, and does nothing by itself. ENOENT: the kernel
// injects no faults, or debugfs is not mounted.
Status try_prepare_failing_allocations();

// Whether a call may end so while allocations fail: well, for want of memory, or EFAULT (above).
bool is_injected_or_fine(Errno error);

class FailingAllocation
{
public:
	// From now on the nth one of this thread fails, counted from 1, until the end of life.
	explicit FailingAllocation(unsigned nth);
	~FailingAllocation();
	FailingAllocation(const FailingAllocation &) = delete;
	FailingAllocation &operator=(const FailingAllocation &) = delete;

	// Whether there were so many.
	bool happened() const;

private:
	UniqueFd counter_;
};

} // namespace cf
