// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

// Tests print bytes; JSON holds UTF-8. These say what becomes of the difference.

namespace cf
{

// Length of the valid UTF-8 sequence that `bytes` begins with, 0 when it begins
// with none: overlong forms, surrogates and cut sequences are not valid.
std::size_t utf8_sequence_length(std::string_view bytes);

bool is_utf8(std::string_view bytes);

// Printable text: each byte that belongs to no valid sequence, and each control
// character but newline and tab, becomes the four characters `\xNN`. A backslash
// stays as it is, so the text is for reading; the exact bytes are in the journal.
std::string printable(std::string_view bytes);

// Each byte as the code point of the same number, in UTF-8, and back. This is how
// bytes that are not UTF-8 travel in a JSON string without loss.
std::string latin1_to_utf8(std::string_view bytes);
std::string utf8_to_latin1(std::string_view text);

} // namespace cf
