// SPDX-License-Identifier: MIT
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/kmsg_record.h"

// The last words of a kernel as text, from wherever they were caught: a serial console, a
// netconsole listener, /sys/fs/pstore. Lines begin with "<4>", "[   12.345678]", both or
// neither, and may be anything.

namespace cf
{

// Of the file's last megabytes. Throws UsageError when it can't be read.
std::vector<KmsgRecord> read_oops_log(const std::string &path);

KmsgRecord parse_console_line(std::string_view line);

// What stands behind the marker of the case's start; all of it when there is none.
std::vector<KmsgRecord> said_after_start_of(const std::string &id, std::span<const KmsgRecord> log);

} // namespace cf
