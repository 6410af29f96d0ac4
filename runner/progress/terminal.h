// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

// What the user gets to read. A reader that has gone away is no reason to end a run
// whose results go into files, so errors of writing are ignored.

namespace cf
{

// On standard output, at once.
void show(std::string_view text);

// One line on standard error, with the name of the program in front.
void complain(std::string_view line);

bool output_is_terminal();

} // namespace cf
