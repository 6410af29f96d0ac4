// SPDX-License-Identifier: MIT
#include "support/labels.h"

#include <gtest/gtest.h>

namespace cf
{
namespace
{

using Names = std::vector<std::string>;

class LabelledSuite : public testing::Test
{
};

const Labelled<LabelledSuite> whole_suite{Label::stress, Label::bench};
const Labelled<LabelledSuite> one_case{"case_has_more", Label::unload, Label::stress};

TEST_F(LabelledSuite, case_has_those_of_its_suite)
{
	EXPECT_EQ(labels_of("LabelledSuite", "case_has_those_of_its_suite"),
		(Names{"bench", "stress"}));
}

TEST_F(LabelledSuite, case_has_more)
{
	EXPECT_EQ(
		labels_of("LabelledSuite", "case_has_more"), (Names{"bench", "stress", "unload"}));
	EXPECT_EQ(labelled_cases("LabelledSuite"), Names{"case_has_more"});
}

TEST(Labels, others_have_none)
{
	EXPECT_EQ(labels_of("OtherSuite", "case_has_more"), Names{});
	EXPECT_EQ(labelled_cases("OtherSuite"), Names{});
}

} // namespace
} // namespace cf
