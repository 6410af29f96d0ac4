// SPDX-License-Identifier: MIT
#include "text/regex_size.h"

#include <string>

#include <gtest/gtest.h>

namespace cf
{
namespace
{

TEST(RegexSize, of_what_people_write_is_small)
{
	for (const char *pattern : {"", ".*suspend.*", "^(amdgpu|msm).*",
		     "a+b+c+d+e+f+g+h+i+j+k+l+m+", "[0-9]{1,3}(\\.[0-9]{1,3}){3}",
		     "\\+\\+\\+\\+\\+\\+\\+\\+\\+\\+\\+\\+\\+\\+\\+\\+", "[+++++++++++++++++++++]",
		     "(", "a{", "[", "\\"})
		EXPECT_TRUE(is_small_regex(pattern)) << pattern;
}

TEST(RegexSize, of_repeated_repetitions_is_not)
{
	EXPECT_FALSE(is_small_regex("x" + std::string(40, '+')));
	EXPECT_FALSE(is_small_regex("a{255}{255}"));
	EXPECT_FALSE(is_small_regex("((a{100}){100}){100}"));
	EXPECT_FALSE(is_small_regex("(((((((((((((((((a+)+)+)+)+)+)+)+)+)+)+)+)+)+)+)+)+)+"));
	EXPECT_FALSE(is_small_regex("a{99999999999999999999999}"));
}

} // namespace
} // namespace cf
