// SPDX-License-Identifier: MIT
#include "plan/expect/line_file.h"

#include <gtest/gtest.h>

#include "text/usage_error.h"

namespace cf
{
namespace
{

std::vector<Expectation> entries_of(std::string_view text, LineFileKind kind)
{
	return parse_line_file(text, "board-x.txt", kind).expectations;
}

std::string complaint_about(std::string_view text, LineFileKind kind)
{
	try {
		entries_of(text, kind);
	} catch (const UsageError &error) {
		return error.what();
	}
	return "none";
}

TEST(LineFile, is_known_by_its_name)
{
	EXPECT_EQ(line_file_kind("ci/i915-amly-fails.txt"), LineFileKind::fails);
	EXPECT_EQ(line_file_kind("msm-flakes.txt"), LineFileKind::flakes);
	EXPECT_EQ(line_file_kind("msm-skips.txt"), LineFileKind::skips);
	EXPECT_FALSE(line_file_kind("known-bugs.toml"));
	EXPECT_FALSE(line_file_kind("fails.txt"));
}

TEST(LineFile, of_fails_names_cases_and_outcomes)
{
	const auto entries = entries_of("# vmap is broken\r\na@b@c,Fail\ncrossfence@a@b@d,Crash\n"
					"# the panel is slow\na@b@e,Timeout\n\n"
					"a@b@f,dmesg-warn\na@b@g,UnexpectedImprovement(Skip)\n",
		LineFileKind::fails);
	ASSERT_EQ(entries.size(), 4U);
	EXPECT_EQ(entries[0].expected.outcome, Outcome::fail);
	EXPECT_EQ(entries[0].expected.reason, "vmap is broken");
	EXPECT_TRUE(entries[0].ids[0].matches("a@b@c"));
	EXPECT_FALSE(entries[0].ids[0].matches("a@b@cc"));
	EXPECT_EQ(entries[1].expected.outcome, Outcome::crash);
	EXPECT_EQ(entries[1].expected.reason, "vmap is broken");
	EXPECT_TRUE(entries[1].ids[0].matches("a@b@d"));
	EXPECT_EQ(entries[2].expected.outcome, Outcome::timeout);
	EXPECT_EQ(entries[2].expected.reason, "the panel is slow");
	EXPECT_EQ(entries[3].expected.outcome, Outcome::dmesg_warn);
	EXPECT_EQ(entries[3].expected.reason, "no reason given in board-x.txt:7");
}

TEST(LineFile, of_flakes_has_a_block_of_facts_before_each)
{
	const auto entries = entries_of("# Board Name: vkms\n# Failure Rate: 50\n"
					"kms_.*@flip\n\n^fences@.*vkms\n",
		LineFileKind::flakes);
	ASSERT_EQ(entries.size(), 2U);
	EXPECT_EQ(entries[0].expected.reason, "Board Name: vkms; Failure Rate: 50");
	EXPECT_TRUE(entries[0].expected.sometimes && entries[0].expected.any_failure);
	EXPECT_TRUE(entries[0].ids[0].matches("x@kms_flip@flip"));
	EXPECT_EQ(entries[1].expected.reason, "no reason given in board-x.txt:5");
}

TEST(LineFile, of_skips_leaves_cases_out)
{
	const auto entries = entries_of("# hangs\n.*suspend.*", LineFileKind::skips);
	ASSERT_EQ(entries.size(), 1U);
	EXPECT_TRUE(entries[0].expected.skip);
	EXPECT_TRUE(entries[0].ids[0].matches("a@suspend@b"));
}

TEST(LineFile, mistakes_are_named_with_their_line)
{
	EXPECT_EQ(complaint_about("\na@b@c\n", LineFileKind::fails),
		"board-x.txt:2: a line is ID,STATUS");
	EXPECT_EQ(complaint_about("a,Broken\n", LineFileKind::fails),
		"board-x.txt:1: 'Broken' is no status to expect: Fail, Crash, Timeout, dmesg-warn, "
		"dmesg-fail");
	EXPECT_EQ(complaint_about("#\n(\n", LineFileKind::skips).find("board-x.txt:2: filter"), 0U);
	EXPECT_EQ(complaint_about("", LineFileKind::skips), "none");
}

} // namespace
} // namespace cf
