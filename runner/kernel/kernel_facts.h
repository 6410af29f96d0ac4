// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <vector>

#include "kernel/health/taint.h"
#include "kernel/kmsg_record.h"

// What the kernel has said while one case ran.

namespace cf
{

struct KernelFacts {
	std::vector<KmsgRecord> log; // from the case's start to the quiet after its end
	std::uint64_t lost = 0;      // records overwritten before they could be read
	TaintMask new_taint = 0;
	bool watched = false;         // the log was read at all
	bool lockdep_off = false;     // it watched before the case and doesn't any more
	bool lockdep_was_off = false; // it had switched itself off before the case

	// What came after, in a later part of the same case.
	void add(const KernelFacts &later);
};

} // namespace cf
