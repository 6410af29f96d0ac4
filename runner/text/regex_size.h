// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

// The C library unrolls repetitions when it compiles a regular expression: "x+++++++" or
// nested groups with counts take all memory that there is. This says so beforehand.

namespace cf
{

// Whether a POSIX extended regular expression stays small when it is unrolled. Says nothing
// about whether it compiles.
bool is_small_regex(std::string_view pattern);

} // namespace cf
