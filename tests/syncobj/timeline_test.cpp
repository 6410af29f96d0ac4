// SPDX-License-Identifier: MIT
//
// Claim: a point of a timeline signals when its fence and all before it have, stands for the gap
// below it, and never takes the timeline back; a query tells the last such point, or the last
// submitted.
// Owed by: drivers/gpu/drm/drm_syncobj.c, "Overview" and drm_syncobj_add_point(), and
// drivers/dma-buf/dma-fence-chain.c, dma_fence_chain_find_seqno().
// Red when: a point signals before an earlier one, the newest counts as not yet there, a wait is
// for the point behind, a lower point takes the timeline back, or its waiters are not woken.

#include "syncobj/sourced.h"

#include <sys/syscall.h>

#include "support/process/blocked_child.h"

namespace cf
{
namespace
{

// As in wait_test.cpp: nobody's own time may end the wait.
constexpr std::chrono::seconds kWoken{30};

class Timeline : public SyncobjTest
{
protected:
	Syncobj timeline_ = create();
};

TEST_P(Timeline, signals_in_order)
{
	const PendingFile one = pend();
	const PendingFile two = pend();
	add_point(timeline_, 1, one);
	add_point(timeline_, 2, two);
	EXPECT_EQ(timeline_.reached(), 0u);
	EXPECT_EQ(timeline_.submitted(), 2u);

	one.signal();
	EXPECT_EQ(look(timeline_, 1), Errno{});
	EXPECT_EQ(look(timeline_, 2), Errno{ETIME});
	EXPECT_EQ(timeline_.reached(), 1u);

	two.signal();
	EXPECT_EQ(look(timeline_, 2), Errno{});
	EXPECT_EQ(timeline_.reached(), 2u);
}

TEST_P(Timeline, holds_a_point_back_until_those_before_it)
{
	const PendingFile one = pend();
	const PendingFile two = pend();
	add_point(timeline_, 1, one);
	add_point(timeline_, 2, two);

	two.signal();
	timeline_.signal(3);
	EXPECT_EQ(look(timeline_, 2), Errno{ETIME});
	EXPECT_EQ(look(timeline_, 3), Errno{ETIME});
	EXPECT_EQ(timeline_.reached(), 0u);
	EXPECT_EQ(timeline_.submitted(), 3u);

	one.signal();
	EXPECT_EQ(look(timeline_, 3), Errno{});
	EXPECT_EQ(timeline_.reached(), 3u);
}

TEST_P(Timeline, fills_the_gaps_below_its_points)
{
	const PendingFile ten = pend();
	const PendingFile twenty = pend();
	add_point(timeline_, 10, ten);
	add_point(timeline_, 20, twenty);

	ten.signal();
	EXPECT_EQ(look(timeline_, 5), Errno{});
	EXPECT_EQ(look(timeline_, 10), Errno{});
	EXPECT_EQ(look(timeline_, 11), Errno{ETIME});

	twenty.signal();
	EXPECT_EQ(look(timeline_, 11), Errno{});
}

TEST_P(Timeline, is_available_up_to_its_newest_point)
{
	const PendingFile pending = pend();
	add_point(timeline_, 4, pending);

	EXPECT_EQ(look(timeline_, 4, {.available = true}), Errno{});
	EXPECT_EQ(look(timeline_, 5, {.available = true}), Errno{ETIME});
	EXPECT_EQ(look(timeline_, 5, {.for_submit = true}), Errno{ETIME});
	EXPECT_EQ(look(timeline_, 5), Errno{EINVAL});
	pending.signal();
}

TEST_P(Timeline, does_not_go_back)
{
	const PendingFile late = pend();
	timeline_.signal(5);
	EXPECT_EQ(look(timeline_, 5), Errno{});

	add_point(timeline_, 3, late);
	EXPECT_EQ(timeline_.submitted(), 5u);
	EXPECT_EQ(look(timeline_, 5), Errno{ETIME});

	late.signal();
	EXPECT_EQ(look(timeline_, 5), Errno{});
	EXPECT_EQ(timeline_.reached(), 5u);
}

TEST_P(Timeline, begins_anew_after_a_reset)
{
	const PendingFile pending = pend();
	add_point(timeline_, 7, pending);

	timeline_.reset();
	EXPECT_EQ(timeline_.submitted(), 0u);
	EXPECT_EQ(look(timeline_, 1), Errno{EINVAL});

	timeline_.signal(1);
	EXPECT_EQ(timeline_.reached(), 1u);
	pending.signal();
}

TEST_P(Timeline, has_no_points_while_binary)
{
	const PendingFile pending = pend();
	const Syncobj binary = holding(pending);

	EXPECT_EQ(binary.reached(), 0u);
	EXPECT_EQ(binary.submitted(), 0u);
	EXPECT_EQ(look(binary, 1), Errno{EINVAL});
	EXPECT_EQ(look(binary, 0), Errno{ETIME});
	pending.signal();
}

TEST_P(Timeline, wakes_who_waits_for_a_new_point)
{
	const PendingFile pending = pend();
	ChildProcess waiting{[&](FdChannel &) {
		EXPECT_EQ(try_wait_points(
				  {{timeline_, 2}}, Deadline::generous(), {.for_submit = true})
				  .error(),
			Errno{});
	}};
	ChildProcess looking{[&](FdChannel &) {
		EXPECT_EQ(
			try_wait_points({{timeline_, 2}}, Deadline::generous(), {.available = true})
				.error(),
			Errno{});
	}};
	ASSERT_TRUE(wait_until_blocked_in(waiting, SYS_ioctl));
	ASSERT_TRUE(wait_until_blocked_in(looking, SYS_ioctl));

	add_point(timeline_, 2, pending);
	looking.finish(Deadline{kWoken});
	ASSERT_TRUE(wait_until_blocked_in(waiting, SYS_ioctl));
	pending.signal();

	waiting.finish(Deadline{kWoken});
}

GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(Timeline);
INSTANTIATE_TEST_SUITE_P(
	Devices, Timeline, testing::ValuesIn(devices_with_any_source()), ParameterName{});

} // namespace
} // namespace cf
