// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>

// The clock of all measuring: CLOCK_MONOTONIC, which every thread and the kernel's
// ktime_get() read alike, and which the vDSO answers without a system call where the
// machine's time source allows it (vdso(7)).

namespace cf
{

// Nanoseconds since some moment before the process began.
std::int64_t now_ns();

} // namespace cf
