// SPDX-License-Identifier: MIT
#include "catalog/listing.h"

#include <gtest/gtest.h>

namespace cf
{
namespace
{

TEST(Listing, reads_one_object_a_line)
{
	const auto cases =
		parse_listing(R"({"id":"fences@implicit@poll@vgem_to_cirrus","labels":["stress"],)"
			      R"("roles":["vgem","cirrus"]}
{"id":"fences@implicit@alone"}
)",
			"fences@implicit");
	ASSERT_EQ(cases.size(), 2U);
	EXPECT_EQ(cases[0].id, "fences@implicit@poll@vgem_to_cirrus");
	EXPECT_EQ(cases[0].labels, std::vector<std::string>{"stress"});
	EXPECT_EQ(cases[0].roles, (std::vector<std::string>{"vgem", "cirrus"}));
	EXPECT_FALSE(cases[0].plain());
	EXPECT_TRUE(cases[1].labels.empty());
}

TEST(Listing, no_cases_is_a_listing_too)
{
	EXPECT_TRUE(parse_listing("", "fences@implicit").empty());
}

TEST(Listing, derives_ids_from_a_plain_program)
{
	const auto cases = parse_listing("Running main() from gtest_main.cc\n"
					 "Plain.\n"
					 "  first_case\n"
					 "  DISABLED_second\n"
					 "Pairs/Matrix.\n"
					 "  holds/vgem_to_vkms  # GetParam() = (1, 2)\n",
		"export@size");
	ASSERT_EQ(cases.size(), 2U);
	EXPECT_EQ(cases[0].id, "export@size@first_case");
	EXPECT_EQ(cases[0].gtest_name, "Plain.first_case");
	EXPECT_EQ(cases[1].id, "export@size@holds@vgem_to_vkms");
	EXPECT_EQ(cases[1].gtest_name, "Pairs/Matrix.holds/vgem_to_vkms");
}

class BrokenListing : public testing::TestWithParam<const char *>
{
};

TEST_P(BrokenListing, is_an_error)
{
	EXPECT_THROW(parse_listing(GetParam(), "a@b"), ListingError) << GetParam();
}

INSTANTIATE_TEST_SUITE_P(Outputs, BrokenListing,
	testing::Values("{\"id\":\"a@b@c\"", "{\"id\":7}", "{}", "{\"id\":\"other@b@c\"}",
		"{\"id\":\"a@b@\"}", "{\"id\":\"a@b@C\"}", "{\"id\":\"a@b@c@@d\"}",
		"{\"id\":\"a@b@c\",\"labels\":\"stress\"}",
		"{\"id\":\"a@b@c\"}\n{\"id\":\"a@b@c\"}\n", "{\"id\":\"a@b@c\"}\nnoise\n",
		"usage: program\n", "  case_without_suite\n", "One.\n  same\nTwo.\n  same\n"));

} // namespace
} // namespace cf
