// SPDX-License-Identifier: MIT
#pragma once

#include <string>

// Builds results.json, which is what piglit calls results version 10, from the
// journal beside it, so that a run that goes on later or a journal that was copied
// off a broken machine gives the same file. With it come samples.f64 and metrics.csv if
// anything was measured.

namespace cf
{

// Both in `directory`. Throws std::system_error or std::runtime_error.
void write_results_file(const std::string &directory);

} // namespace cf
