// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "report/model/test_entry.h"

// What LAVA's dispatcher picks out of the console's output. A signal must be a line of its own,
// and its values must not hold blanks.

namespace cf
{

// The signals of one finished test, each a line: its result, and for each metric a test case
// "ID.METRIC" with the median as its measurement. For printing live, too.
std::string lava_lines(const TestEntry &test);

// "a_b" for "a b": what an id or a unit may not hold becomes an underscore.
std::string lava_word(std::string_view text);

} // namespace cf
