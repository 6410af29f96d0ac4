// SPDX-License-Identifier: MIT
#include "support/parameter/parameter_name.h"

#include "dmabuf/access.h"
#include "support/matrix/sized.h"

#include <gtest/gtest.h>

namespace cf
{

// A parameter with roles, such as Pair, without a machine that has them.
struct TwoRoles {
	std::string name() const { return "left_to_right"; }
	std::vector<std::string> roles() const { return {"left", "right", "left"}; }
};

namespace
{

using Names = std::vector<std::string>;

TEST(ParameterName, joins_what_combine_made)
{
	const std::tuple parameter{TwoRoles{}, Access::read_write};
	EXPECT_EQ(name_of(parameter), "left_to_right__read_write");
	EXPECT_EQ(roles_of(parameter), (Names{"left", "right", "left"}));
}

TEST(ParameterName, notes_roles_for_the_listing)
{
	const testing::TestParamInfo<TwoRoles> info{TwoRoles{}, 0};
	EXPECT_EQ(ParameterName{}(info), "left_to_right");
	EXPECT_EQ(roles_of_parameter("left_to_right"), (Names{"left", "right"}));
	EXPECT_EQ(roles_of_parameter("unheard_of"), Names{});
}

TEST(ParameterName, is_what_gtest_prints)
{
	EXPECT_EQ(testing::PrintToString(TwoRoles{}), "left_to_right");
	EXPECT_EQ(testing::PrintToString(Sized<TwoRoles>{{}, page_size()}), "left_to_right__1page");
}

TEST(SizeName, is_in_pages_or_mebibytes)
{
	EXPECT_EQ(size_name(page_size()), "1page");
	EXPECT_EQ(size_name(3 * page_size()), "3pages");
	EXPECT_EQ(size_name(33 * 1024 * 1024), "33mib");
}

} // namespace
} // namespace cf
