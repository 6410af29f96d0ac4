// SPDX-License-Identifier: MIT
#include "catalog/filter.h"

#include <gtest/gtest.h>

#include "text/usage_error.h"

namespace cf
{
namespace
{

struct MatchRow {
	const char *word;
	const char *id;
	bool matches;
};

class FilterMatch : public testing::TestWithParam<MatchRow>
{
};

TEST_P(FilterMatch, agrees_with_the_table)
{
	const MatchRow &row = GetParam();
	EXPECT_EQ(Filter(row.word).matches(row.id), row.matches) << row.word << " on " << row.id;
}

INSTANTIATE_TEST_SUITE_P(Words, FilterMatch,
	testing::Values(
		MatchRow{"fences@implicit@poll@a_to_b", "fences@implicit@poll@a_to_b", true},
		MatchRow{"fences", "fences@implicit@poll", true},
		MatchRow{"fence", "fences@implicit@poll", false},
		MatchRow{"fences@implicit", "fences@implicit@poll", true},
		MatchRow{"*@poll", "fences@implicit@poll", true},
		MatchRow{"*_to_vkms", "import@content@page@vgem_to_vkms", true},
		MatchRow{"*_to_vkms", "import@content@page@vgem_to_vkms2", false},
		MatchRow{"import@*@page", "import@content@page@vgem_to_vkms", true},
		MatchRow{"fences@[ij]mplicit@p?ll", "fences@implicit@poll", true},
		MatchRow{"crossfence@fences@implicit@poll", "fences@implicit@poll", true},
		MatchRow{"re:poll$", "fences@implicit@poll", true},
		MatchRow{"re:^poll", "fences@implicit@poll", false},
		MatchRow{"re:(vgem|vkms)_to", "import@content@page@vkms_to_x", true}));

TEST(Filter, asks_only_programs_that_can_match)
{
	EXPECT_TRUE(Filter("fences").may_match_program("fences@implicit"));
	EXPECT_TRUE(Filter("fences@imp*").may_match_program("fences@implicit"));
	EXPECT_TRUE(Filter("fences@implicit@poll").may_match_program("fences@implicit"));
	EXPECT_TRUE(Filter("*poll").may_match_program("fences@implicit"));
	EXPECT_TRUE(Filter("re:poll").may_match_program("fences@implicit"));
	EXPECT_FALSE(Filter("import@*").may_match_program("fences@implicit"));
	EXPECT_FALSE(Filter("fences@implicit2@poll").may_match_program("fences@implicit"));
}

TEST(Filter, refuses_a_broken_expression)
{
	EXPECT_THROW(Filter("re:("), UsageError);
}

TEST(FilterList, keeps_the_order_of_the_cases)
{
	const std::vector<std::string> words{"c", "a"};
	const std::vector<TestCase> cases{{.id = "a@x@1"}, {.id = "b@x@1"}, {.id = "c@x@1"}};
	const std::vector<TestCase> selected = FilterList(words).select(cases);
	ASSERT_EQ(selected.size(), 2U);
	EXPECT_EQ(selected[0].id, "a@x@1");
	EXPECT_EQ(selected[1].id, "c@x@1");
}

TEST(FilterList, names_every_word_without_a_match)
{
	const std::vector<std::string> words{"a", "zebra", "re:yak"};
	const std::vector<TestCase> cases{{.id = "a@x@1"}};
	try {
		FilterList(words).select(cases);
		FAIL() << "nothing was thrown";
	} catch (const UsageError &error) {
		EXPECT_STREQ(
			error.what(), "no test matches 'zebra', 're:yak'; see: crossfence list");
	}
}

TEST(FilterList, says_when_a_file_cannot_be_read)
{
	const std::vector<std::string> words{"@/nonexistent/list"};
	EXPECT_THROW(FilterList{words}, UsageError);
}

} // namespace
} // namespace cf
