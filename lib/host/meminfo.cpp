// SPDX-License-Identifier: MIT
#include "host/meminfo.h"

#include "base/text_file.h"

namespace cf
{

namespace
{

constexpr std::int64_t kUnit = 1024; // of "kB", which proc(5) says is what it says

} // namespace

std::int64_t meminfo_value(std::string_view key, const std::string &meminfo)
{
	const std::string text = "\n" + meminfo;
	const std::size_t at = text.find("\n" + std::string{key} + ":");
	if (at == text.npos)
		return 0;
	std::size_t digits = 0;
	const std::string rest = text.substr(at + key.size() + 2);
	const std::int64_t value = std::stoll(rest, &digits);
	return rest.compare(digits, 3, " kB") == 0 ? value * kUnit : value;
}

std::int64_t meminfo_value(std::string_view key)
{
	return meminfo_value(key, read_text("/proc/meminfo"));
}

std::int64_t available_memory()
{
	const std::string meminfo = read_text("/proc/meminfo");
	return meminfo_value("MemAvailable", meminfo) +
		meminfo_value("HugePages_Free", meminfo) * meminfo_value("Hugepagesize", meminfo);
}

} // namespace cf
