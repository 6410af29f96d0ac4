// SPDX-License-Identifier: MIT
#include "journal/run_info.h"

#include <fmt/format.h>

namespace cf
{

std::string RunInfo::reproduce(const std::string &id) const
{
	return fmt::format("{} run {} -o $(mktemp -d){}", reproduce_command, id, reproduce_options);
}

} // namespace cf
