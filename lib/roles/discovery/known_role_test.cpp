// SPDX-License-Identifier: MIT
#include "roles/discovery/known_role.h"

#include <stdexcept>

#include <gtest/gtest.h>

namespace cf
{
namespace
{

constexpr const char *kVgem =
	R"({"role": "vgem", "driver": "vgem", "node": "/dev/dri/card0", "exports": true,)"
	R"( "max_size": 4096, "imports": false, "reads": false, "writes": false})";

TEST(KnownRole, keeps_what_a_line_tells)
{
	const auto roles = parse_known_roles(std::string{kVgem} +
		"\n"
		R"({"role": "vivid", "driver": "vivid", "node": "/dev/video0", "exports": false,)"
		R"( "imports": true, "reads": true, "writes": false, "reach": 100, "how": "loop"})"
		"\n");
	ASSERT_EQ(roles.size(), 2u);
	EXPECT_EQ(roles.at("vgem").node, "/dev/dri/card0");
	EXPECT_TRUE(roles.at("vgem").exports);
	EXPECT_EQ(roles.at("vgem").max_size, 4096u);
	EXPECT_FALSE(roles.at("vgem").imports);
	EXPECT_TRUE(roles.at("vivid").sight.reads);
	EXPECT_EQ(roles.at("vivid").sight.max_size, 100u);
	EXPECT_EQ(roles.at("vivid").sight.how, "loop");
}

TEST(KnownRole, knows_nothing_from_nothing)
{
	EXPECT_TRUE(parse_known_roles("").empty());
	EXPECT_TRUE(parse_known_roles("\n").empty());
}

TEST(KnownRole, quotes_what_it_cannot_decode)
{
	for (const std::string text :
		{"vgem", "{}", R"({"role": 3})", "[1]", "{\"role\": \"vgem\"}"})
		EXPECT_THROW(
			parse_known_roles(std::string{kVgem} + "\n" + text), std::invalid_argument)
			<< text;
}

} // namespace
} // namespace cf
