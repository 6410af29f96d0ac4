// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "base/result.h"

// Whole small files of procfs, sysfs and debugfs, which report a size of zero and
// must be read to the end.

namespace cf
{

// Fails with the errno of open or read; context is "read PATH".
Result<std::string> try_read_text(const std::string &path);
std::string read_text(const std::string &path);

// Writes `text` in a single write(2), as sysfs attributes want it.
Status try_write_text(const std::string &path, const std::string &text);

} // namespace cf
