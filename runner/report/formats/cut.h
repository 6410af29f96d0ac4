// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

// Long texts cut where beginning and end say most.

namespace cf
{

// At most about `limit` bytes of a UTF-8 text: its beginning and its end at whole characters, and
// between them a line that says how many bytes are left out.
std::string cut_middle(std::string_view text, std::size_t limit);

} // namespace cf
