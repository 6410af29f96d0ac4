// SPDX-License-Identifier: MIT
//
// Claim: a transfer takes what one point waits for to another syncobj, no more and no less, and
// never puts a chain into a chain.
// Owed by: drivers/gpu/drm/drm_syncobj.c, "Overview" (transfer), and commit 18226ba52159
// ("drm/syncobj: flatten dma_fence_chains on transfer").
// Red when: a transfer takes the whole timeline, loses the points below, or nests containers, of
// which only the outermost is then seen.

#include "syncobj/sourced.h"

namespace cf
{
namespace
{

class Transfer : public SyncobjTest
{
protected:
	void SetUp() override
	{
		SyncobjTest::SetUp();
		one_.emplace(pend());
		two_.emplace(pend());
		add_point(from_, 1, *one_);
		add_point(from_, 2, *two_);
	}

	Syncobj from_ = create();
	Syncobj to_ = create();
	std::optional<PendingFile> one_;
	std::optional<PendingFile> two_;
};

TEST_P(Transfer, of_a_point_waits_for_that_point)
{
	to_.transfer(0, from_, 1);
	EXPECT_EQ(look(to_), Errno{ETIME});

	one_->signal();

	EXPECT_EQ(look(to_), Errno{});
	EXPECT_EQ(look(from_, 2), Errno{ETIME});
	two_->signal();
}

TEST_P(Transfer, of_a_point_waits_for_those_below_it)
{
	to_.transfer(7, from_, 2);
	EXPECT_EQ(to_.submitted(), 7u);

	two_->signal();
	EXPECT_EQ(look(to_, 7), Errno{ETIME});

	one_->signal();
	EXPECT_EQ(look(to_, 7), Errno{});
	EXPECT_EQ(to_.reached(), 7u);
}

TEST_P(Transfer, of_a_chain_is_flat)
{
	const std::string driver = one_->file.info().fences.at(0).driver;
	const Syncobj binary = create();

	to_.transfer(7, from_, 2);
	binary.transfer(0, to_, 7);

	const SyncFileInfo info = binary.export_sync_file().info();
	EXPECT_EQ(info.fences.size(), 2u);
	for (const FenceInfo &fence : info.fences)
		EXPECT_EQ(fence.driver, driver);
	one_->signal();
	two_->signal();
}

TEST_P(Transfer, of_what_is_not_there_is_refused)
{
	const Syncobj empty = create();

	EXPECT_EQ(to_.try_transfer(1, from_, 3).error(), Errno{EINVAL});
	EXPECT_EQ(to_.try_transfer(0, empty, 0).error(), Errno{EINVAL});
	EXPECT_EQ(to_.try_transfer(1, holding(*one_), 1).error(), Errno{EINVAL});

	EXPECT_EQ(to_.submitted(), 0u);
	EXPECT_EQ(look(to_), Errno{EINVAL});
}

GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(Transfer);
INSTANTIATE_TEST_SUITE_P(
	Devices, Transfer, testing::ValuesIn(devices_with_any_source()), ParameterName{});

} // namespace
} // namespace cf
