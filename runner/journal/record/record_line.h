// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <string_view>

// One line of the journal: eight hexadecimal digits of the CRC-32 of the JSON text,
// a blank, the JSON text, a newline. The checksum tells a torn or flipped record.

namespace cf
{

std::string to_record_line(std::string_view json);

// The JSON text of a line without its newline; none when the checksum disagrees.
std::optional<std::string_view> from_record_line(std::string_view line);

} // namespace cf
