// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include <nlohmann/json_fwd.hpp>

// Finds and reads what a run has left. A run that was killed has no results.json, or
// one from before it went on: then the journal is the truth, and the file is made
// from it elsewhere, since the directory may belong to somebody else.

namespace cf
{

// `path` is a results directory or a results.json. Throws UsageError for what is absent, no
// JSON, or no results of version 10.
nlohmann::json read_results(const std::string &path);

} // namespace cf
