// SPDX-License-Identifier: MIT
//
// Claim: a chain of ten thousand points is a timeline for a syncobj: each point can be waited for
// and looked at, takes a further one, and the object can be destroyed with all of them pending.
// Owed by: drivers/gpu/drm/drm_syncobj.c (a chain as its fence is a timeline) and
// drivers/dma-buf/dma-fence-chain.c, dma_fence_chain_find_seqno(); seed 000.
// Red when: the walk to a point far behind misses it, a point waits for those after it, or the
// release recurses for each point.

#include "drm/sync/syncobj_wait.h"
#include "support/matrix/drm_devices.h"
#include "support/matrix/pending_file.h"

namespace cf
{
namespace
{

constexpr std::uint64_t kPoints = 10'000;
constexpr std::uint64_t kMiddle = kPoints / 2;

class LongTimeline : public FenceProbeTest, public testing::WithParamInterface<DrmDevice>
{
protected:
	// Points of one fence up to the middle, of another behind it.
	Syncobj create(const ProbeFence &before, const ProbeFence &after)
	{
		Syncobj timeline = Syncobj::create(device_);
		timeline.import_sync_file(
			add_points(add_points(before.sync_file(), before, 1), after, kMiddle + 1));
		return timeline;
	}

	static Errno look(const Syncobj &timeline, std::uint64_t point)
	{
		return try_wait_points({{timeline, point}}, Deadline::now()).error();
	}

private:
	// Half of them.
	SyncFile add_points(SyncFile chain, const ProbeFence &fence, std::uint64_t point)
	{
		const std::uint64_t end = point + kMiddle;
		while (point < end) {
			std::vector<FdRef> members{chain.fd()};
			const std::uint64_t first = point;
			for (; point < end && members.size() < CFP_COMBINE_LIMIT; ++point)
				members.push_back(fence.fd());
			chain = probe().combine(FenceContainer::chain, members, first);
		}
		return chain;
	}

	std::shared_ptr<const Device> device_ = Device::open(GetParam().info, DeviceNode::primary);
};

TEST_P(LongTimeline, is_waited_for_point_by_point)
{
	const ProbeFence before = probe().create_fence();
	const ProbeFence after = probe().create_fence();
	const Syncobj timeline = create(before, after);
	EXPECT_EQ(timeline.submitted(), kPoints);
	EXPECT_EQ(look(timeline, 1), Errno{ETIME});

	before.signal();
	EXPECT_EQ(look(timeline, kMiddle), Errno{});
	EXPECT_EQ(look(timeline, kMiddle + 1), Errno{ETIME});
	EXPECT_EQ(timeline.reached(), kMiddle);

	after.signal();
	EXPECT_EQ(look(timeline, kPoints), Errno{});
	EXPECT_EQ(timeline.reached(), kPoints);
}

TEST_P(LongTimeline, takes_a_further_point)
{
	const ProbeFence before = probe().create_fence();
	const ProbeFence after = probe().create_fence();
	const Syncobj timeline = create(before, after);

	timeline.signal(kPoints + 1);
	EXPECT_EQ(timeline.submitted(), kPoints + 1);
	EXPECT_EQ(look(timeline, kPoints + 1), Errno{ETIME});

	after.signal();
	EXPECT_EQ(look(timeline, kPoints + 1), Errno{ETIME}) << "before those in the middle";
	before.signal();
	EXPECT_EQ(look(timeline, kPoints + 1), Errno{});
}

TEST_P(LongTimeline, is_destroyed_with_its_points_pending)
{
	{
		const ProbeFence before = probe().create_fence();
		const ProbeFence after = probe().create_fence();
		{
			const Syncobj timeline = create(before, after);
			EXPECT_EQ(look(timeline, kPoints), Errno{ETIME});
		}
		before.signal();
		after.signal();
	}

	EXPECT_EQ(released(), 2u);
}

GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(LongTimeline);
INSTANTIATE_TEST_SUITE_P(
	Devices, LongTimeline, testing::ValuesIn(timeline_drm_devices()), ParameterName{});

} // namespace
} // namespace cf
