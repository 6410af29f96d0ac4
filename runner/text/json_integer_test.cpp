// SPDX-License-Identifier: MIT
#include "text/json_integer.h"

#include <gtest/gtest.h>

namespace cf
{

namespace
{

using nlohmann::json;

TEST(JsonInteger, takes_the_whole_range_of_a_type)
{
	EXPECT_EQ(integer_of<int>(json::parse("-2147483648")), INT32_MIN);
	EXPECT_EQ(integer_of<unsigned>(json::parse("4294967295")), UINT32_MAX);
	EXPECT_EQ(integer_of<std::uint64_t>(json::parse("18446744073709551615")), UINT64_MAX);
	EXPECT_EQ(integer_at<int>(json{{"n", 3}}, "n"), 3);
}

TEST(JsonInteger, refuses_what_does_not_fit)
{
	EXPECT_THROW(integer_of<int>(json::parse("2147483648")), json::out_of_range);
	EXPECT_THROW(integer_of<unsigned>(json::parse("-1")), json::out_of_range);
	EXPECT_THROW(integer_of<long>(json::parse("9223372036854775808")), json::out_of_range);
}

TEST(JsonInteger, refuses_what_is_no_whole_number)
{
	for (const char *text : {"1.0", "1e300", "-1e300", "true", "null", "\"1\"", "[1]"})
		EXPECT_THROW(integer_of<int>(json::parse(text)), json::type_error) << text;
	EXPECT_THROW(integer_at<int>(json::object(), "n"), json::out_of_range);
}

} // namespace

} // namespace cf
