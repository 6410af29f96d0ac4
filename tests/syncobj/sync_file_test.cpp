// SPDX-License-Identifier: MIT
//
// Claim: sync_files go in and out of syncobjs with their fences: of the whole, or of one point,
// which then waits for nothing behind it; a later fence replaces an earlier one and leaves its
// files.
// Owed by: drivers/gpu/drm/drm_syncobj.c, "Import/export of syncobjs", and commit c2d3a7300695
// ("drm/syncobj: Extend EXPORT_SYNC_FILE for timeline syncobjs").
// Red when: an export ignores the point, follows the syncobj instead of its fence, or an error
// is lost on the way.

#include "syncobj/sourced.h"

#include <fcntl.h>

namespace cf
{
namespace
{

class SyncobjFile : public SyncobjTest
{
};

TEST_P(SyncobjFile, holds_the_fence_of_the_syncobj)
{
	const PendingFile pending = pend();
	const Syncobj syncobj = holding(pending);

	const SyncFile file = syncobj.export_sync_file();
	EXPECT_EQ(file.info().fences.at(0).driver, pending.file.info().fences.at(0).driver);
	EXPECT_EQ(::fcntl(file.fd().get(), F_GETFD), FD_CLOEXEC);
	EXPECT_FALSE(file.signalled());

	pending.signal();
	EXPECT_TRUE(file.wait(Deadline::generous()));
}

TEST_P(SyncobjFile, is_a_snapshot)
{
	const PendingFile before = pend();
	const PendingFile after = pend();
	const Syncobj syncobj = holding(before);
	const SyncFile file = syncobj.export_sync_file();

	syncobj.import_sync_file(after.file);
	after.signal();
	EXPECT_EQ(look(syncobj), Errno{});
	EXPECT_FALSE(file.signalled());

	before.signal();
	EXPECT_TRUE(file.wait(Deadline::generous()));
}

TEST_P(SyncobjFile, of_a_timeline_waits_for_all_of_it)
{
	const PendingFile one = pend();
	const PendingFile two = pend();
	const Syncobj timeline = create();
	add_point(timeline, 1, one);
	add_point(timeline, 2, two);
	const SyncFile file = timeline.export_sync_file();
	EXPECT_EQ(file.info().fences.size(), 2u);

	two.signal();
	EXPECT_FALSE(file.signalled());

	one.signal();
	EXPECT_TRUE(file.wait(Deadline::generous()));
}

TEST_P(SyncobjFile, of_nothing_is_refused)
{
	EXPECT_EQ(create().try_export_sync_file().error(), Errno{EINVAL});
}

class PointFile : public SyncobjTest
{
protected:
	void SetUp() override
	{
		require_point_files();
		SyncobjTest::SetUp();
	}

	Syncobj timeline_ = create();
};

TEST_P(PointFile, waits_for_nothing_behind_its_point)
{
	const PendingFile one = pend();
	const PendingFile two = pend();
	timeline_.import_sync_file(one.file, 1);
	timeline_.import_sync_file(two.file, 2);
	const SyncFile first = timeline_.export_sync_file(1);
	const SyncFile second = timeline_.export_sync_file(2);
	EXPECT_EQ(timeline_.submitted(), 2u);

	one.signal();
	EXPECT_TRUE(first.wait(Deadline::generous()));
	EXPECT_FALSE(second.signalled());

	two.signal();
	EXPECT_TRUE(second.wait(Deadline::generous()));
}

TEST_P(PointFile, of_a_point_that_has_passed_is_signalled)
{
	const PendingFile two = pend();
	timeline_.signal(1);
	timeline_.import_sync_file(two.file, 2);

	EXPECT_TRUE(timeline_.export_sync_file(1).signalled());
	EXPECT_EQ(timeline_.try_export_sync_file(3).error(), Errno{EINVAL});
	two.signal();
}

// Fences that fail are the probe's own.
class FailedFence : public FenceProbeTest, public testing::WithParamInterface<DrmDevice>
{
protected:
	Syncobj syncobj_ = Syncobj::create(Device::open(GetParam().info, DeviceNode::primary));
};

TEST_P(FailedFence, ends_a_wait_and_keeps_its_error)
{
	const ProbeFence fence = probe().create_fence();
	syncobj_.import_sync_file(fence.sync_file());

	fence.signal(SignalFrom::task, Errno{EIO});

	EXPECT_EQ(try_wait({syncobj_}, Deadline::now()).error(), Errno{});
	EXPECT_EQ(syncobj_.export_sync_file().info().status, -EIO);
}

GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(SyncobjFile);
INSTANTIATE_TEST_SUITE_P(
	Devices, SyncobjFile, testing::ValuesIn(sourced_devices()), ParameterName{});

GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(PointFile);
INSTANTIATE_TEST_SUITE_P(Devices, PointFile, testing::ValuesIn(sourced_devices()), ParameterName{});

GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(FailedFence);
INSTANTIATE_TEST_SUITE_P(
	Devices, FailedFence, testing::ValuesIn(syncobj_devices()), ParameterName{});

} // namespace
} // namespace cf
