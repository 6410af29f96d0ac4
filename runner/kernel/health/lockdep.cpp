// SPDX-License-Identifier: MIT
#include "kernel/health/lockdep.h"

#include "base/text_file.h"

namespace cf
{

std::optional<bool> parse_lockdep_active(std::string_view stats)
{
	constexpr std::string_view key = "debug_locks:";
	const std::size_t at = stats.find(key);
	if (at == stats.npos)
		return std::nullopt;
	const std::size_t value = stats.find_first_not_of(" \t", at + key.size());
	if (value == stats.npos || (stats[value] != '0' && stats[value] != '1'))
		return std::nullopt;
	return stats[value] == '1';
}

std::optional<bool> lockdep_active()
{
	const Result<std::string> stats = try_read_text("/proc/lockdep_stats");
	return stats.ok() ? parse_lockdep_active(stats.value()) : std::nullopt;
}

} // namespace cf
