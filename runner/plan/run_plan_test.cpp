// SPDX-License-Identifier: MIT
#include "plan/run_plan.h"

#include <gtest/gtest.h>

#include "text/usage_error.h"

namespace cf
{
namespace
{

const FilterList kEverything{std::vector<std::string>{}};

Survey survey_of(std::vector<TestCase> cases)
{
	Survey survey;
	survey.catalog.cases = std::move(cases);
	return survey;
}

TEST(RunPlan, leaves_dangerous_cases_out_unless_allowed)
{
	const Survey survey = survey_of({{.id = "a@b@safe"}, {.id = "a@b@boom", .labels = {"hunt"}},
		{.id = "a@b@noisy", .labels = {"stress", "splat"}}});
	const RunPlan plan = make_plan(survey, kEverything, {.allow = {"splat"}});
	ASSERT_EQ(plan.cases.size(), 2U);
	EXPECT_EQ(plan.cases[0].test.id, "a@b@safe");
	EXPECT_EQ(plan.cases[1].test.id, "a@b@noisy");
	EXPECT_EQ(describe_left_out(plan), "left out: 1 hunt (--allow hunt runs them)");
}

TEST(RunPlan, nothing_left_is_wrong_use)
{
	EXPECT_THROW(make_plan(survey_of({}), kEverything, {}), UsageError);
	const Survey hunts = survey_of({{.id = "a@b@boom", .labels = {"hunt"}}});
	EXPECT_THROW(make_plan(hunts, kEverything, {}), UsageError);
}

TEST(RunPlan, a_missing_required_role_fails_before_the_cases)
{
	Survey survey = survey_of({{.id = "a@b@c"}});
	survey.devices = {{.role = "vgem", .exports = true},
		{.role = "vkms", .why_not = "no module: CONFIG_DRM_VKMS"}};
	const RunPlan plan =
		make_plan(survey, kEverything, {.require = {"vgem", "vkms", "amdgpu"}});
	ASSERT_EQ(plan.cases.size(), 3U);
	EXPECT_EQ(plan.cases[0].test.id, "require@vkms");
	EXPECT_EQ(plan.cases[0].settled->reason,
		"required role vkms is missing: no module: CONFIG_DRM_VKMS");
	EXPECT_EQ(plan.cases[1].test.id, "require@amdgpu");
	EXPECT_FALSE(plan.cases[2].settled);
}

TEST(RunPlan, a_missing_required_ability_fails_before_the_cases)
{
	Survey survey = survey_of({{.id = "a@b@c"}});
	survey.devices = {{.role = "vgem", .exports = true}};
	const RunPlan plan = make_plan(
		survey, kEverything, {.require = {"vgem:exports", "vgem:reads", "vkms:reads"}});
	ASSERT_EQ(plan.cases.size(), 3U);
	EXPECT_EQ(plan.cases[0].test.id, "require@vgem:reads");
	EXPECT_EQ(plan.cases[0].settled->reason,
		"required role vgem has not the ability 'reads', see: crossfence devices");
	EXPECT_EQ(plan.cases[1].test.id, "require@vkms:reads");
}

TEST(RunPlan, a_program_that_cannot_be_listed_fails)
{
	Survey survey = survey_of({{.id = "a@b@c"}});
	survey.catalog.troubles = {{"x@y", "SIGSEGV (Segmentation fault)"}};
	const RunPlan plan = make_plan(survey, kEverything, {});
	ASSERT_EQ(plan.cases.size(), 2U);
	EXPECT_EQ(plan.cases[0].test.id, "listing@x@y");
	EXPECT_EQ(plan.cases[0].settled->outcome, Outcome::fail);
}

} // namespace
} // namespace cf
