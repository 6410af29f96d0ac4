// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "kernel/kernel_facts.h"

// What the kernel has said while a case ran, in the few lines that fit a reason.

namespace cf
{

// Lines about warnings in the log, alarming taint and lost lockdep; empty when the
// kernel had nothing to complain about.
std::string kernel_complaint(const KernelFacts &kernel);

// Taint that does not alarm, and log records that nobody could read.
std::vector<std::string> kernel_notes(const KernelFacts &kernel);

} // namespace cf
