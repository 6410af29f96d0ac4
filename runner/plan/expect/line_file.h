// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "plan/expect/expectation.h"

// The files that the kernel's own CI keeps beside its drivers (drivers/gpu/drm/ci/xfails),
// one entry a line:
//     …-fails.txt    ID,Fail|Crash|Timeout|…
//     …-flakes.txt   a regular expression over ids that now and then fail
//     …-skips.txt    a regular expression over ids that are not to run
// Lines that begin with # are the reason of the entries behind them, up to an empty line.

namespace cf
{

enum class LineFileKind { fails, flakes, skips };

// None for a name that ends like none of them.
std::optional<LineFileKind> line_file_kind(std::string_view path);

// Throws UsageError, with `path` and line, for what is not understood.
ExpectationFile parse_line_file(std::string_view text, const std::string &path, LineFileKind kind);

} // namespace cf
