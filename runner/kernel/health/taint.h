// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"

// The kernel's taint flags, one bit each (Documentation/admin-guide/
// tainted-kernels.rst). They are never cleared before the next boot.

namespace cf
{

using TaintMask = std::uint64_t;

// Fails with the errno of reading /proc/sys/kernel/tainted.
Result<TaintMask> try_read_taint();

// The bits of `mask` that say that something went wrong in the kernel: machine
// check, bad page, die, warning. Not among them are modules of other origin, and
// the soft lockup bit, which sw_sync sets by design (see the source).
TaintMask alarming_taint(TaintMask mask);

// "W (kernel issued a warning)" for each bit of `mask`.
std::vector<std::string> describe_taint(TaintMask mask);

} // namespace cf
