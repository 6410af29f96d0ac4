// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

// Long texts cut for a place where only a few lines fit.

namespace cf
{

std::string_view first_line(std::string_view text);

// At most `lines` lines and `bytes` bytes without the newline at the end, " …" where
// something is missing.
std::string first_lines(std::string_view text, std::size_t lines, std::size_t bytes);

} // namespace cf
