// SPDX-License-Identifier: MIT
//
// Claim: a driver that makes fences for userspace refuses one beside a fence that conflicts with it
// (EBUSY), tells a late signal (ETIMEDOUT) from one in time, signals once, knows no foreign
// fence, flag or handle, and signals what is pending when its file is closed.
// Owed by: drivers/gpu/drm/vgem/vgem_fence.c, the comments of vgem_fence_attach_ioctl() and
// vgem_fence_signal_ioctl(): -EBUSY, -ENOENT, "within 10 seconds", -ETIMEDOUT.
// Red when: two writers are let in together, a fence that nobody signals holds everybody up for
// ever, or one outlives the process that had to signal it.

#include <gtest/gtest.h>

#include "misuse/fence_requests.h"
#include "support/parameter/parameter_name.h"

namespace cf
{
namespace
{

class FenceRequestOf : public testing::TestWithParam<FenceRequest>
{
};

TEST_P(FenceRequestOf, gets_its_answer)
{
	const FenceAnswer &answer = GetParam().answer;

	EXPECT_EQ(answer.ask(GetParam().device), Errno{answer.error});
}

GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(FenceRequestOf);
INSTANTIATE_TEST_SUITE_P(
	Drivers, FenceRequestOf, testing::ValuesIn(fence_requests()), ParameterName{});

} // namespace
} // namespace cf
