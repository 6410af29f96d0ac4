// SPDX-License-Identifier: MIT
//
// Claim: a syncobj holds its fences until they are replaced, reset or gone with the syncobj, and
// a timeline lets go of the points that have signalled.
// Owed by: drivers/gpu/drm/drm_syncobj.c (reference counting) and
// drivers/dma-buf/dma-fence-chain.c, dma_fence_chain_walk() ("Garbage collects chain nodes which
// are already signaled").
// Red when: a replaced fence or the object itself leaks, by whichever way the fence came, or a
// timeline grows for ever.

#include "syncobj/sourced.h"

#include <poll.h>
#include <sys/eventfd.h>

namespace cf
{
namespace
{

constexpr std::uint64_t kPoints = 20;

class SyncobjReleases : public FenceProbeTest, public testing::WithParamInterface<DrmDevice>
{
protected:
	Syncobj create() const { return Syncobj::create(device_); }

	// The file of a fence that has signalled and that nobody else holds.
	SyncFile done()
	{
		const ProbeFence fence = probe().create_fence();
		fence.signal();
		return fence.sync_file();
	}

private:
	std::shared_ptr<const Device> device_ = Device::open(GetParam().info, DeviceNode::primary);
};

TEST_P(SyncobjReleases, the_fence_that_is_replaced)
{
	const Syncobj syncobj = create();
	syncobj.import_sync_file(done());
	EXPECT_EQ(released(), 0u) << "the syncobj did not hold its fence";

	syncobj.import_sync_file(done());
	EXPECT_EQ(released(), 1u);

	syncobj.reset();
	EXPECT_EQ(released(), 2u);
}

TEST_P(SyncobjReleases, its_fence_when_it_is_destroyed)
{
	{
		const Syncobj syncobj = create();
		syncobj.import_sync_file(done());
		EXPECT_EQ(released(), 0u);
	}

	EXPECT_EQ(released(), 1u);
}

TEST_P(SyncobjReleases, the_copies_of_a_transfer)
{
	{
		const Syncobj from = create();
		const Syncobj to = create();
		from.import_sync_file(done());
		to.transfer(1, from, 0);
		to.transfer(0, from, 0);
	}

	EXPECT_EQ(released(), 1u);
}

TEST_P(SyncobjReleases, a_fence_that_it_exported)
{
	{
		const Syncobj syncobj = create();
		syncobj.import_sync_file(done());
		EXPECT_TRUE(syncobj.export_sync_file().signalled());
	}

	EXPECT_EQ(released(), 1u);
}

TEST_P(SyncobjReleases, points_that_have_signalled)
{
	const Syncobj binary = create();
	const Syncobj timeline = create();
	for (std::uint64_t point = 1; point <= kPoints; ++point) {
		const ProbeFence fence = probe().create_fence();
		binary.import_sync_file(fence.sync_file());
		timeline.transfer(point, binary, 0);
		fence.signal();
	}
	binary.reset();

	timeline.signal(kPoints + 1);

	// All but the one before the newest, which goes with the next.
	EXPECT_GE(released(), kPoints - 1);
}

TEST_P(SyncobjReleases, a_fence_that_an_eventfd_waited_for)
{
	require(KernelVersion::running() >= kEventfds,
		"needs DRM_IOCTL_SYNCOBJ_EVENTFD (Linux 6.6)");
	const UniqueFd told{::eventfd(0, EFD_CLOEXEC)};
	{
		const Syncobj syncobj = create();
		const ProbeFence fence = probe().create_fence();
		syncobj.import_sync_file(fence.sync_file());
		syncobj.notify(told, 0, PointEvent::signalled);
		syncobj.reset();
		fence.signal();
	}

	EXPECT_TRUE(poll(told, POLLIN, Deadline::generous()) & POLLIN);
	EXPECT_EQ(released(), 1u);
}

GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(SyncobjReleases);
INSTANTIATE_TEST_SUITE_P(
	Devices, SyncobjReleases, testing::ValuesIn(syncobj_devices()), ParameterName{});

} // namespace
} // namespace cf
