// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "base/text_file.h"

// Whether lockdep reports what it sees: it is in the kernel, and has not switched itself off, as it
// does after its first report. /proc/lockdep_stats has a line for that, "debug_locks: 1".

namespace cf
{

inline constexpr const char *kLockdepNeeded =
	"needs lockdep (CONFIG_PROVE_LOCKING) that has made no report in this boot";

inline bool lockdep_watches()
{
	const Result<std::string> stats = try_read_text("/proc/lockdep_stats");
	if (!stats.ok())
		return false;
	const std::size_t key = stats.value().find("debug_locks:");
	if (key == std::string::npos)
		return false;
	return stats.value().find('1', key) < stats.value().find('\n', key);
}

} // namespace cf
