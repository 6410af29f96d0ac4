// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

// What the machine's memory is used for: proc(5), "/proc/meminfo". All figures in bytes, but for
// HugePages_…, which are numbers of pages.

namespace cf
{

// The figure of `key` ("MemAvailable") in the text of /proc/meminfo; 0: it has none.
std::int64_t meminfo_value(std::string_view key, const std::string &meminfo);

// The same of the running kernel. Throws std::system_error.
std::int64_t meminfo_value(std::string_view key);

// What could be allocated now, free huge pages included.
std::int64_t available_memory();

} // namespace cf
