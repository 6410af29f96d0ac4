// SPDX-License-Identifier: MIT
//
// Claim: lockdep reports a section that signals fences when it does once what may itself wait for
// a fence: an allocation that may reclaim, or taking a reservation object or the memory map's lock.
// Owed by: drivers/dma-buf/dma-fence.c, "fence cross-driver contract" and dma_resv_lockdep(), which
// teaches lockdep the order at boot; seed 001.
// Red when: the annotation is gone, or lockdep no longer knows that order, so that a driver's
// deadlock waits to happen.

#include "kernel_rules/sections.h"

#include "support/labels.h"
#include "support/report/report.h"

namespace cf
{
namespace
{

class Forbidden : public SectionTest
{
};

const Labelled<Forbidden> kForbidden{Label::splat};

TEST_P(Forbidden, is_reported_at_once)
{
	announce_splat("lockdep");

	probe().section(GetParam());

	EXPECT_FALSE(lockdep_watches()) << "no report has switched lockdep off";
}

INSTANTIATE_TEST_SUITE_P(Acts, Forbidden,
	testing::Values(SectionAct::allocate, SectionAct::reserve, SectionAct::lock_memory_map),
	ParameterName{});

} // namespace
} // namespace cf
