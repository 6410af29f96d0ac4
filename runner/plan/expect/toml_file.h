// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

#include "plan/expect/expectation.h"

// Expectations in TOML:
//
//     require = ["vgem"]                                # roles that must be there
//
//     [[expect]]
//     ids = ["import@content@*@udmabuf_hugetlb_to_*"]   # globs over ids
//     outcome = "fail"                                  # or flake = true, or skip = true
//     reason = "what is wrong, and where that is written down"
//
//     [[harmless]]
//     pattern = "vmap failed"                           # regular expression
//     reason = "it only logs"
//
// docs/expectations.md has all keys.

namespace cf
{

// Throws UsageError, with `path` and line, for what is not understood.
ExpectationFile parse_toml_file(std::string_view text, const std::string &path);

} // namespace cf
