// SPDX-License-Identifier: MIT
#include "text/regex.h"

#include <stdexcept>
#include <string>

#include <gtest/gtest.h>

namespace cf
{
namespace
{

TEST(Regex, is_found_anywhere)
{
	const Regex regex("(suspend|hang)[0-9]{2,3}$");
	EXPECT_TRUE(regex.is_found_in("a hang123"));
	EXPECT_FALSE(regex.is_found_in("a hang123 b"));
	EXPECT_TRUE(regex.is_found_in("\xff suspend12"));
}

TEST(Regex, says_what_is_wrong)
{
	for (const char *pattern :
		{"(", "[z-a]", "*", "a{2,1}", "\\", "a{100000}", "((a{100}){100}){100}", "\xff"}) {
		try {
			const Regex regex(pattern);
			FAIL() << pattern;
		} catch (const std::invalid_argument &error) {
			EXPECT_NE(std::string(error.what()).find(": "), std::string::npos);
		}
	}
}

// Each made the C library's regcomp() take seconds or gigabytes.
TEST(Regex, that_repeats_repetitions_is_cheap)
{
	const std::string text(10'000, 'x');
	for (const std::string &pattern : {"x" + std::string(40, '+'),
		     "x+++++" + std::string(30, '?') + "x+++*+" + std::string(14, '?'),
		     std::string("(((((((((((((((((x+)+)+)+)+)+)+)+)+)+)+)+)+)+)+)+)+)+$")}) {
		try {
			EXPECT_TRUE(Regex(pattern).is_found_in(text)) << pattern;
		} catch (const std::invalid_argument &) {
			// RE2 may refuse it.
		}
	}
}

} // namespace
} // namespace cf
