// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include <sys/types.h>

// The processes that a hostile case may go for: those above it that belong to the same run. Only
// these: somebody may start such a program by hand, from a shell that he wants to keep.

namespace cf
{

// From the parent up, as long as they are this program itself or crossfence; none when they are
// out of sight, in a PID namespace above this one.
std::vector<pid_t> ancestors();

// The parent, when it is one of these. Skips the case otherwise.
pid_t require_parent();

} // namespace cf
