// SPDX-License-Identifier: MIT
#include "verdict/kernel/stop_policy.h"

#include <gtest/gtest.h>

namespace cf
{
namespace
{

constexpr StopPolicies kStop{StopPolicy::stop, StopPolicy::stop, StopPolicy::stop};

std::optional<StopReason> reason_of(const CaseFacts &facts, const StopPolicies &policies)
{
	return demands_stop(judge(facts), policies);
}

TEST(StopPolicy, has_three_names)
{
	EXPECT_EQ(stop_policy_named("continue"), StopPolicy::go_on);
	EXPECT_EQ(stop_policy_named("stop"), StopPolicy::stop);
	EXPECT_EQ(stop_policy_named("reboot"), StopPolicy::reboot);
	EXPECT_FALSE(stop_policy_named("abort"));
}

TEST(StopPolicy, lets_a_sound_kernel_alone)
{
	EXPECT_FALSE(reason_of({.kernel = {.new_taint = 1U << 12}}, kStop));
}

TEST(StopPolicy, stops_for_taint_when_asked_to)
{
	const CaseFacts facts{.kernel = {.new_taint = 1U << 7}};
	EXPECT_FALSE(reason_of(facts, {}));
	const auto reason = reason_of(facts, kStop);
	ASSERT_TRUE(reason);
	EXPECT_EQ(reason->why, "kernel newly tainted: D (kernel died recently: OOPS or BUG)");
	EXPECT_FALSE(reason->reboot);
}

TEST(StopPolicy, stops_for_a_hang_unless_told_otherwise)
{
	const CaseFacts facts{
		.kernel = {.log = {{.level = 3,
				   .text = "INFO: task x:12 blocked for more than 120 seconds."}}}};
	const auto reason = reason_of(facts, {});
	ASSERT_TRUE(reason);
	EXPECT_EQ(reason->why, "hung-task: INFO: task x:12 blocked for more than 120 seconds.");
	EXPECT_FALSE(reason_of(facts, {.on_hung_task = StopPolicy::go_on}));
}

TEST(StopPolicy, the_stronger_demand_wins)
{
	const CaseFacts facts{.kernel = {.new_taint = 1U << 9, .lockdep_off = true}};
	const auto reason = reason_of(facts, {StopPolicy::stop, StopPolicy::reboot});
	ASSERT_TRUE(reason);
	EXPECT_EQ(reason->why, "lockdep has switched itself off");
	EXPECT_TRUE(reason->reboot);
}

// An announced report taints and takes lockdep along: the first is no surprise, the second
// leaves all later cases unwatched.
TEST(StopPolicy, an_announced_report_explains_taint_but_not_lost_lockdep)
{
	CaseFacts facts{.kernel = {.log = {{.level = 4,
					   .text = "WARNING: possible recursive locking detected"}},
				.new_taint = 1U << 9,
				.watched = true,
				.lockdep_off = true}};
	facts.events.announced = {"lockdep"};
	const auto reason = reason_of(facts, kStop);
	ASSERT_TRUE(reason);
	EXPECT_EQ(reason->why, "lockdep has switched itself off");
}

} // namespace
} // namespace cf
