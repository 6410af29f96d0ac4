// SPDX-License-Identifier: MIT
#include "verdict/kernel/interlude.h"

#include <gtest/gtest.h>

namespace cf
{
namespace
{

KernelFacts facts_with(int level, const std::string &text)
{
	KernelFacts facts{.watched = true};
	facts.log.push_back({.level = level, .sequence = 7, .text = text});
	return facts;
}

TEST(Interlude, counts_a_report_that_is_no_case_s)
{
	const Interlude interlude =
		judge_interlude(facts_with(3, "BUG: sleeping function called from invalid context"),
			"start of a@b@c", {});
	EXPECT_EQ(interlude.reports.size(), 1U);
	EXPECT_EQ(interlude.log.size(), 1U);
	EXPECT_TRUE(
		interlude.complaint.starts_with("no case ran, before the start of a@b@c: kernel: "))
		<< interlude.complaint;
}

TEST(Interlude, keeps_what_is_no_complaint)
{
	const Interlude interlude = judge_interlude(facts_with(6, "usb 1-1: new"), "end", {});
	EXPECT_TRUE(interlude.complaint.empty());
	EXPECT_TRUE(interlude.reports.empty());
	EXPECT_EQ(interlude.log.size(), 1U);
}

TEST(Interlude, counts_taint_without_a_report)
{
	const Interlude interlude =
		judge_interlude({.new_taint = 1U << 9, .watched = true}, "end", {});
	EXPECT_NE(interlude.complaint.find("tainted"), std::string::npos);
}

} // namespace
} // namespace cf
