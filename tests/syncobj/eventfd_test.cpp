// SPDX-License-Identifier: MIT
//
// Claim: an eventfd that was given to a point of a syncobj is told once, exactly when the point
// signals, or when it is submitted if that was asked for, at once if it has passed, and never by
// a syncobj that has gone.
// Owed by: include/uapi/drm/drm.h, struct drm_syncobj_eventfd ("Register an eventfd to be
// signalled by a syncobj").
// Red when: the event for the signal comes with the submission, a passed point tells nobody, or
// the event is lost or comes twice.

#include "syncobj/sourced.h"

#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

namespace cf
{
namespace
{

class PointEventfd : public SyncobjTest
{
protected:
	void SetUp() override
	{
		require(KernelVersion::running() >= kEventfds,
			"needs DRM_IOCTL_SYNCOBJ_EVENTFD (Linux 6.6)");
		SyncobjTest::SetUp();
		ASSERT_TRUE(told_.valid());
	}

	// How often it was told since the last look.
	std::uint64_t count() const
	{
		std::uint64_t value = 0;
		return ::read(told_.get(), &value, sizeof value) == sizeof value ? value : 0;
	}

	bool told_in_time() const { return poll(told_, POLLIN, Deadline::generous()) & POLLIN; }

	Syncobj timeline_ = create();
	UniqueFd told_{::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)};
};

TEST_P(PointEventfd, is_told_when_the_point_signals)
{
	const PendingFile pending = pend();
	timeline_.notify(told_, 1, PointEvent::signalled);
	ASSERT_EQ(count(), 0u);

	add_point(timeline_, 1, pending);
	ASSERT_EQ(count(), 0u) << "told by the submission";

	pending.signal();
	EXPECT_TRUE(told_in_time());
	EXPECT_EQ(count(), 1u);
}

TEST_P(PointEventfd, is_told_when_the_point_is_submitted)
{
	const PendingFile pending = pend();
	timeline_.notify(told_, 2, PointEvent::available);
	timeline_.signal(1);
	ASSERT_EQ(count(), 0u) << "told by the point before";

	add_point(timeline_, 2, pending);
	EXPECT_EQ(count(), 1u);

	pending.signal();
	ASSERT_EQ(count(), 0u) << "told twice";
}

TEST_P(PointEventfd, waits_for_the_points_before)
{
	const PendingFile one = pend();
	add_point(timeline_, 1, one);
	timeline_.notify(told_, 2, PointEvent::signalled);

	timeline_.signal(2);
	ASSERT_EQ(count(), 0u);

	one.signal();
	EXPECT_TRUE(told_in_time());
	EXPECT_EQ(count(), 1u);
}

TEST_P(PointEventfd, is_told_at_once_of_what_has_passed)
{
	timeline_.signal(1);
	timeline_.signal(2);

	timeline_.notify(told_, 1, PointEvent::signalled);
	EXPECT_EQ(count(), 1u);
	timeline_.notify(told_, 2, PointEvent::signalled);
	EXPECT_EQ(count(), 1u);
	timeline_.notify(told_, 1, PointEvent::available);
	EXPECT_EQ(count(), 1u);
}

TEST_P(PointEventfd, is_told_of_a_binary_fence)
{
	const PendingFile pending = pend();
	timeline_.notify(told_, 0, PointEvent::signalled);
	timeline_.import_sync_file(pending.file);
	ASSERT_EQ(count(), 0u);

	pending.signal();

	EXPECT_TRUE(told_in_time());
	EXPECT_EQ(count(), 1u);
}

TEST_P(PointEventfd, is_told_nothing_by_a_syncobj_that_has_gone)
{
	{
		const Syncobj gone = create();
		gone.notify(told_, 1, PointEvent::signalled);
	}

	ASSERT_EQ(count(), 0u);
}

GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(PointEventfd);
INSTANTIATE_TEST_SUITE_P(
	Devices, PointEventfd, testing::ValuesIn(devices_with_any_source()), ParameterName{});

} // namespace
} // namespace cf
