// SPDX-License-Identifier: MIT
#pragma once

#include <map>
#include <string>
#include <string_view>

// Text into markup. In a template `{{key}}` stands for a value, escaped, and `{{{key}}}` for
// a value that is markup already: what a test has printed gets into a page as text only.

namespace cf
{

// No tag, no attribute, no control character comes out of it.
std::string escape_html(std::string_view text);

using Values = std::map<std::string_view, std::string>;

// In one pass: values are not searched for keys. Throws std::logic_error for a key that
// has no value.
std::string fill_template(std::string_view text, const Values &values);

// The named part of fragments.html, filled in. Throws std::logic_error for an unknown one.
std::string fragment(std::string_view name, const Values &values);

} // namespace cf
