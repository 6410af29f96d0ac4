// SPDX-License-Identifier: MIT
#include "support/program/case_list.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "support/labels.h"
#include "support/parameter/parameter_name.h"

namespace cf
{
namespace
{

using Names = std::vector<std::string>;

struct Route {
	std::string name() const { return "here_to_there"; }
	std::vector<std::string> roles() const { return {"here", "there"}; }
};

class ListedSuite : public testing::TestWithParam<Route>
{
};

const Labelled<ListedSuite> stress{Label::stress};

TEST_P(ListedSuite, case_is_listed_with_what_the_runner_wants_to_know)
{
	const std::string id = "support@support_test@"
			       "case_is_listed_with_what_the_runner_wants_to_know@here_to_there";
	const std::vector<Case> cases = list_cases("support@support_test");
	const auto found = std::find_if(
		cases.begin(), cases.end(), [&](const Case &one) { return one.id == id; });
	ASSERT_NE(found, cases.end());
	EXPECT_EQ(found->labels, Names{"stress"});
	EXPECT_EQ(found->locks, Names{"alone"});
	EXPECT_EQ(found->roles, (Names{"here", "there"}));
	EXPECT_EQ(filter_for(cases, id),
		"Routes/ListedSuite.case_is_listed_with_what_the_runner_wants_to_know/"
		"here_to_there");
}

INSTANTIATE_TEST_SUITE_P(Routes, ListedSuite, testing::Values(Route{}), ParameterName{});

TEST(Listing, is_one_object_a_line_without_what_is_empty)
{
	EXPECT_EQ(listing({{"a@b@c", "S.c", {}, {}, {}},
			  {"a@b@d", "S.d", {"hunt"}, {"vgem"}, {"alone"}}}),
		"{\"id\":\"a@b@c\"}\n"
		"{\"id\":\"a@b@d\",\"labels\":[\"hunt\"],\"locks\":[\"alone\"],\"roles\":[\"vgem\"]"
		"}\n");
	EXPECT_EQ(listing({}), "");
	EXPECT_EQ(filter_for({{"a@b@c", "S.c", {}, {}, {}}}, "a@b@x"), "");
}

} // namespace
} // namespace cf
