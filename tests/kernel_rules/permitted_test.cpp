// SPDX-License-Identifier: MIT
//
// Claim: lockdep is silent about a section that signals fences and does in it what the rules allow:
// signal, begin another section, take a spinlock, allocate without reclaim, queue work, wait for
// an earlier fence.
// Owed by: drivers/dma-buf/dma-fence.c, "fence cross-driver contract" ("Only GFP_ATOMIC is
// permissible"), dma_fence_begin_signalling() ("the annotations can be freely nested") and
// __dma_fence_might_wait(), which leaves the section for the wait; seed 001.
// Red when: the annotation is no recursive read lock, or an order that drivers depend on is
// forbidden.

#include "kernel_rules/sections.h"

namespace cf
{
namespace
{

class Permitted : public SectionTest
{
};

// A report would be the runner's to see: nothing is announced.
TEST_P(Permitted, passes_without_a_report)
{
	probe().section(GetParam());

	EXPECT_TRUE(lockdep_watches()) << "lockdep has reported something";
}

INSTANTIATE_TEST_SUITE_P(Acts, Permitted,
	testing::Values(SectionAct::signal, SectionAct::nest, SectionAct::spin,
		SectionAct::allocate_atomically, SectionAct::queue_work, SectionAct::wait),
	ParameterName{});

} // namespace
} // namespace cf
