// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <vector>

#include "kernel/kmsg_record.h"
#include "kernel/health/taint.h"

// What the kernel has said while one case ran.

namespace cf
{

struct KernelFacts {
	std::vector<KmsgRecord> log; // from the case's start to the quiet after its end
	std::uint64_t lost = 0;      // records overwritten before they could be read
	TaintMask new_taint = 0;
	bool lockdep_off = false; // it watched before the case and doesn't any more
};

} // namespace cf
