// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string_view>

// Lockdep watches the order of locks until its first report and then switches
// itself off for the rest of the boot: "debug_locks" in /proc/lockdep_stats.

namespace cf
{

// From the text of lockdep_stats; none when it doesn't say.
std::optional<bool> parse_lockdep_active(std::string_view stats);

// None on a kernel without lockdep, or without the right to read its state.
std::optional<bool> lockdep_active();

} // namespace cf
