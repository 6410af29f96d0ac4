// SPDX-License-Identifier: MIT
//
// Claim: a fence signals once: told of it again it calls nobody back a second time and keeps the
// status and time of the first; and who adds a callback at that moment is refused or called.
// Owed by: drivers/dma-buf/dma-fence.c, dma_fence_signal() ("will only be effective the first
// time") and dma_fence_add_callback() (-ENOENT "if the fence is already signaled").
// Red when: the second signal runs through the callbacks again or overwrites the time, or a
// callback that is added while another processor signals is put where nobody looks any more.

#include "support/matrix/pending_file.h"

namespace cf
{

const char *name_of(FenceLock lock)
{
	constexpr std::array names{"own_lock", "shared_lock", "lock_in_fence"};
	return names.at(static_cast<std::size_t>(lock));
}

namespace
{

constexpr int kMeetings = 10;
constexpr int kTries = 100; // of another processor that is busy

class SignalledOnce : public FenceProbeTest, public testing::WithParamInterface<FenceLock>
{
protected:
	void SetUp() override
	{
		FenceProbeTest::SetUp();
		require(GetParam() != FenceLock::in_fence || probe().info().locks_in_fences,
			"this kernel has no locks in fences");
	}

	ProbeFence create() { return probe().create_fence({.lock = GetParam()}); }

	std::size_t called_back()
	{
		return of_kind(probe().take_events(), EventKind::fence_drop).size();
	}
};

TEST_P(SignalledOnce, however_often_it_is_told)
{
	const ProbeFence fence = create();
	const SyncFile file = fence.sync_file();
	fence.hold(create().sync_file());
	EXPECT_EQ(fence.try_repeat_signal().error(), Errno{EINVAL}) << "before the first";

	fence.signal(SignalFrom::task, Errno{EIO});
	const SyncFileInfo first = file.info();
	EXPECT_EQ(called_back(), 1U);

	EXPECT_EQ(fence.try_repeat_signal().error(), Errno{});
	const SyncFileInfo second = file.info();
	EXPECT_EQ(called_back(), 0U);
	EXPECT_EQ(second.status, -EIO);
	EXPECT_EQ(second.fences.at(0).timestamp_ns, first.fences.at(0).timestamp_ns);
}

TEST_P(SignalledOnce, for_who_adds_a_callback_at_that_moment)
{
	int met = 0;
	for (int tried = 0; met < kMeetings && tried < kTries; ++tried) {
		const ProbeFence fence = create();
		const Errno error = fence.try_signal_under_who_adds_callback().error();
		require(error != Errno{EOPNOTSUPP}, "needs two processors");
		EXPECT_TRUE(fence.sync_file().signalled());
		if (error == Errno{EBUSY})
			continue;
		ASSERT_EQ(error, Errno{}) << "ETIME: it was neither refused nor called";
		++met;
	}
	EXPECT_EQ(met, kMeetings) << "the other processor was not there in time";
}

INSTANTIATE_TEST_SUITE_P(Locks, SignalledOnce,
	testing::Values(FenceLock::own, FenceLock::shared, FenceLock::in_fence), ParameterName{});

} // namespace
} // namespace cf
