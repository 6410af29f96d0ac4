// SPDX-License-Identifier: MIT
//
// Claim: wherever the kernel drops the last reference of a container of fences, in a task, a
// worker, a callback, a timer, an interrupt or a shrinker, the container and all its leaves are
// gone when it has been dropped.
// Owed by: include/linux/dma-fence.h, dma_fence_put(), which says of no context that it is not for
// it; drivers/dma-buf/dma-fence-array.c and dma-fence-chain.c, release; seed 002.
// Red when: a release takes a lock that its context must not wait for (lockdep reports it), frees
// half of the leaves, or leaves the work to somebody who never comes.

#include "lifetime/dropping.h"

namespace cf
{

inline std::string name_of(FenceContainer container)
{
	return container == FenceContainer::array ? "array" : "chain";
}

namespace
{

class LastFencePut : public LastPut,
		     public testing::WithParamInterface<std::tuple<FenceContainer, DropIn>>
{
protected:
	// A container whose leaves have signalled and are held by nothing else.
	ProbeKeeper keep(std::size_t leaves)
	{
		std::vector<ProbeFence> fences;
		std::vector<FdRef> members;
		for (std::size_t i = 0; i < leaves; ++i)
			fences.push_back(probe().create_fence());
		members.reserve(leaves);
		for (const ProbeFence &fence : fences)
			members.push_back(fence.fd());
		const SyncFile file = probe().combine(std::get<0>(GetParam()), members);
		for (const ProbeFence &fence : fences)
			fence.signal();
		return ProbeKeeper::try_keep(probe(), file).take();
	}
};

TEST_P(LastFencePut, ends_the_container_and_its_leaves)
{
	constexpr std::size_t kLeaves = 16;
	const DropIn context = std::get<DropIn>(GetParam());
	const ProbeKeeper keeper = keep(kLeaves);
	EXPECT_EQ(released(), 0u) << "the keeper holds them";

	drop(keeper, context);

	const ProbeEvents events = probe().take_events();
	const ProbeEvents dropped = of_kind(events, EventKind::keeper_drop);
	ASSERT_EQ(dropped.size(), 1u);
	const std::size_t own = context == DropIn::callback; // the fence that called back
	EXPECT_EQ(of_kind(events, EventKind::fence_release).size(), kLeaves + own);
	const bool interrupt = context == DropIn::timer || context == DropIn::interrupt;
	EXPECT_EQ(dropped.front().in_interrupt(), interrupt);
}

INSTANTIATE_TEST_SUITE_P(Containers, LastFencePut,
	testing::Combine(
		testing::Values(FenceContainer::array, FenceContainer::chain), kEverywhere),
	ParameterName{});

} // namespace
} // namespace cf
