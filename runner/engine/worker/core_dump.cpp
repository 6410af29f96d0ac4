// SPDX-License-Identifier: MIT
#include "engine/worker/core_dump.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <sys/resource.h>
#include <unistd.h>

namespace cf
{

namespace
{

namespace fs = std::filesystem;

fs::path free_path(const fs::path &directory, std::string name)
{
	std::ranges::replace(name, '/', '_');
	fs::path path = directory / (name + ".core");
	for (int number = 2; fs::exists(path); ++number)
		path = directory / fmt::format("{}.{}.core", name, number);
	return path;
}

std::string core_pattern()
{
	std::string pattern;
	std::getline(std::ifstream("/proc/sys/kernel/core_pattern"), pattern);
	return pattern;
}

} // namespace

bool dump_core_into(const std::string &directory)
{
	rlimit limit{};
	if (::getrlimit(RLIMIT_CORE, &limit) == -1)
		return false;
	limit.rlim_cur = limit.rlim_max;
	return ::setrlimit(RLIMIT_CORE, &limit) == 0 && ::chdir(directory.c_str()) == 0;
}

std::string keep_cores(const std::string &directory, const std::string &id)
{
	std::vector<std::string> kept;
	std::error_code error;
	for (const fs::directory_entry &entry : fs::directory_iterator(directory, error)) {
		const fs::path path = free_path(fs::path(directory).parent_path(), id);
		fs::rename(entry.path(), path, error);
		if (!error)
			kept.push_back(path.string());
	}
	if (!kept.empty())
		return fmt::format("core dump: {}", fmt::join(kept, ", "));
	return fmt::format("core dumped, but not into the results: kernel.core_pattern is '{}'",
		core_pattern());
}

} // namespace cf
