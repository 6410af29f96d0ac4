// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

// The text of the files beside this one, put into the program by embed.py.

namespace cf
{

extern const std::string_view kPage;
extern const std::string_view kFragments;
extern const std::string_view kStyle;
extern const std::string_view kScript;
extern const std::string_view kScriptHash; // "sha256-…", as a Content-Security-Policy wants it

} // namespace cf
