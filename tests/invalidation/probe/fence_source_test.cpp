// SPDX-License-Identifier: MIT
//
// Claim: a fence of the probe signals once, with its status, in the context that was asked for,
// and alone at the end of its life; arrays and chains of such fences, nested too, signal exactly
// when the last leaf has.
// Owed by: include/linux/dma-fence.h (dma_fence_signal() "can be called from any context", a fence
// goes from unsignaled to signaled once), dma-fence-array.c, dma-fence-chain.c.
// Red when: a container signals early or never, an error is dropped on the way to the file, or a
// fence outlives its time limit.

#include <array>

#include "invalidation/probing.h"

namespace cf
{
namespace
{

struct Ending {
	const char *label;
	SignalFrom from;
	FenceLock lock;

	std::string name() const { return label; }
	std::vector<std::string> roles() const { return {}; }
};

class FenceSourceOf : public ProbeTest, public testing::WithParamInterface<Ending>
{
protected:
	ProbeFence create() { return probe().create_fence({.lock = GetParam().lock}); }
	void end(const ProbeFence &fence) const { fence.signal(GetParam().from); }

	SyncFile combine(FenceContainer container, const SyncFile &first, const SyncFile &second)
	{
		const std::array fences{first.fd(), second.fd()};
		return probe().combine(container, fences);
	}
};

TEST_P(FenceSourceOf, signals_where_it_was_told)
{
	const ProbeFence fence = create();
	const SyncFile file = fence.sync_file();
	EXPECT_FALSE(file.signalled());

	fence.signal(GetParam().from, Errno{EIO});

	ASSERT_TRUE(file.wait(Deadline::generous()));
	EXPECT_EQ(file.info().status, -EIO);
	EXPECT_EQ(fence.try_signal(GetParam().from, {}).error(), Errno{EALREADY});
	const ProbeEvents signals = of_kind(probe().take_events(), EventKind::fence_signal);
	ASSERT_EQ(signals.size(), 1U);
	EXPECT_EQ(signals[0].in_interrupt(), GetParam().from != SignalFrom::task);
}

TEST_P(FenceSourceOf, array_waits_for_all)
{
	const ProbeFence first = create();
	const ProbeFence second = create();
	const SyncFile array =
		combine(FenceContainer::array, first.sync_file(), second.sync_file());

	end(second);
	ASSERT_TRUE(second.sync_file().wait(Deadline::generous()));
	EXPECT_FALSE(array.signalled());
	end(first);

	EXPECT_TRUE(array.wait(Deadline::generous()));
}

TEST_P(FenceSourceOf, chain_waits_for_what_came_before)
{
	const ProbeFence before = create();
	const ProbeFence after = create();
	const SyncFile chain =
		combine(FenceContainer::chain, before.sync_file(), after.sync_file());

	end(after);
	ASSERT_TRUE(after.sync_file().wait(Deadline::generous()));
	EXPECT_FALSE(chain.signalled());
	end(before);

	EXPECT_TRUE(chain.wait(Deadline::generous()));
}

TEST_P(FenceSourceOf, chain_of_an_array_waits_for_all)
{
	const ProbeFence before = create();
	const ProbeFence left = create();
	const ProbeFence right = create();
	const SyncFile array = combine(FenceContainer::array, left.sync_file(), right.sync_file());
	const SyncFile chain = combine(FenceContainer::chain, before.sync_file(), array);

	end(before);
	end(left);
	ASSERT_TRUE(left.sync_file().wait(Deadline::generous()));
	EXPECT_FALSE(chain.signalled());
	end(right);

	EXPECT_TRUE(chain.wait(Deadline::generous()));
}

TEST_P(FenceSourceOf, expires_by_itself)
{
	const ProbeFence fence =
		probe().create_fence({.lock = GetParam().lock, .lifetime = kJobTime});
	const SyncFile file = fence.sync_file();

	ASSERT_TRUE(file.wait(Deadline{probe().info().limit}));
	EXPECT_EQ(file.info().status, -ETIMEDOUT);
}

INSTANTIATE_TEST_SUITE_P(Endings, FenceSourceOf,
	testing::Values(Ending{"task_own_lock", SignalFrom::task, FenceLock::own},
		Ending{"interrupt_own_lock", SignalFrom::interrupt, FenceLock::own},
		Ending{"timer_own_lock", SignalFrom::timer, FenceLock::own},
		Ending{"task_shared_lock", SignalFrom::task, FenceLock::shared},
		Ending{"interrupt_shared_lock", SignalFrom::interrupt, FenceLock::shared}),
	ParameterName{});

} // namespace
} // namespace cf
