// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

#include "report/model/test_entry.h"

// What LAVA's dispatcher picks out of the console's output. A signal must be a line of its own,
// and its values must not hold blanks.

namespace cf
{

// The signals of one finished test, each a line: its result, and for each metric a test case
// "ID.METRIC" with the median as its measurement.
std::string lava_lines(const TestEntry &test);

// The same one after the other, with a test set around those of one program.
class LavaStream
{
public:
	std::string add(const TestEntry &test);
	std::string close();

private:
	std::string open_; // the test set; empty: none
};

// A text in which no signal is found. Tests print what they like.
std::string without_signals(std::string text);

// "a_b" for "a b": what an id or a unit may not hold becomes an underscore.
std::string lava_word(std::string_view text);

} // namespace cf
