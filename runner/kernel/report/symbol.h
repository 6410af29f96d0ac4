// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

// Places in the kernel's code as its log spells them: "name+0x12/0x340 [module]"
// (%pS of Documentation/core-api/printk-formats.rst).

namespace cf
{

// The first name with an offset in `text`; empty without one.
std::string_view find_symbol(std::string_view text);

// The text without the offsets behind names.
std::string without_offsets(std::string_view text);

// "unreferenced object (size 96)" of kmemleak's line, which has an address as well.
std::string title_of_leak(std::string_view text);

// "drivers/x.c:12" of a line "WARNING: …", in the order of words before 6.18 and
// since; empty when the line names no file.
std::string_view place_of_warning(std::string_view text);

} // namespace cf
