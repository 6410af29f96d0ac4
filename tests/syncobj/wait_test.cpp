// SPDX-License-Identifier: MIT
//
// Claim: a wait for syncobjs ends when any of them, or all, have signalled, and not before:
// ETIME when the time is over, EINVAL when one has no fence, unless the wait is for its
// submission, too.
// Owed by: drivers/gpu/drm/drm_syncobj.c, "Host-side wait on syncobjs".
// Red when: a wait for all ends with the first, a wait whose time is over says that all is done,
// or whoever waits for a fence to be submitted is not woken by it.

#include "syncobj/sourced.h"

#include <sys/syscall.h>

#include "support/process/blocked_child.h"

namespace cf
{
namespace
{

constexpr std::chrono::milliseconds kShort{50};

// A wait counts ticks, and on a busy machine they come late and then several at once: it may end
// before its time by as much. One that does not wait at all ends more often than so.
constexpr int kEarlyEnds = 20;

// A wait that nobody wakes finds the signal when its own time is over, so the child has to be
// done well before that: long enough for any emulated guest.
constexpr std::chrono::seconds kWoken{30};

class SyncobjWaits : public SyncobjTest
{
};

TEST_P(SyncobjWaits, until_the_fence_signals)
{
	const PendingFile pending = pend();
	const Syncobj syncobj = holding(pending);
	EXPECT_EQ(look(syncobj), Errno{ETIME});

	pending.signal();

	EXPECT_EQ(look(syncobj), Errno{});
}

TEST_P(SyncobjWaits, until_its_time_is_over)
{
	const PendingFile pending = pend();
	const Syncobj syncobj = holding(pending);
	const Deadline deadline{kShort};

	int waits = 0;
	do
		EXPECT_EQ(try_wait({syncobj}, deadline).error(), Errno{ETIME});
	while (++waits < kEarlyEnds && !deadline.passed());

	EXPECT_TRUE(deadline.passed()) << waits << " waits have ended before";
	pending.signal();
}

TEST_P(SyncobjWaits, for_all_of_several)
{
	const PendingFile first = pend();
	const PendingFile second = pend();
	const Syncobj a = holding(first);
	const Syncobj b = holding(second);
	first.signal();
	EXPECT_EQ(try_wait({a, b}, Deadline::now(), {.all = true}).error(), Errno{ETIME});
	EXPECT_EQ(try_wait({b, a}, Deadline{kShort}, {.all = true}).error(), Errno{ETIME});

	second.signal();

	EXPECT_EQ(try_wait({a, b}, Deadline::generous(), {.all = true}).error(), Errno{});
}

TEST_P(SyncobjWaits, for_any_and_says_which)
{
	const PendingFile first = pend();
	const PendingFile second = pend();
	const Syncobj a = holding(first);
	const Syncobj b = holding(second);
	EXPECT_EQ(try_wait({a, b}, Deadline::now()).error(), Errno{ETIME});

	second.signal();

	EXPECT_EQ(try_wait({a, b}, Deadline::generous()).take(), 1u);
	EXPECT_EQ(try_wait({b, a}, Deadline::generous()).take(), 0u);
	first.signal();
}

TEST_P(SyncobjWaits, for_nothing_without_a_fence)
{
	const PendingFile pending = pend();
	const Syncobj empty = create();
	const Syncobj syncobj = holding(pending);
	EXPECT_EQ(look(empty), Errno{EINVAL});
	EXPECT_EQ(try_wait({syncobj, empty}, Deadline::now()).error(), Errno{EINVAL});
	EXPECT_EQ(try_wait({empty}, Deadline::now(), {.for_submit = true}).error(), Errno{ETIME});

	pending.signal();
	syncobj.reset();

	EXPECT_EQ(look(syncobj), Errno{EINVAL});
}

TEST_P(SyncobjWaits, not_for_what_has_been_signalled)
{
	const PendingFile pending = pend();
	const Syncobj syncobj = holding(pending);

	syncobj.signal();

	EXPECT_EQ(look(syncobj), Errno{});
	EXPECT_EQ(look(Syncobj::create_signalled(device())), Errno{});
	EXPECT_FALSE(pending.file.signalled());
	pending.signal();
}

TEST_P(SyncobjWaits, asleep_until_submission_and_signal)
{
	const PendingFile pending = pend();
	const Syncobj empty = create();
	ChildProcess waiting{[&](FdChannel &) {
		EXPECT_EQ(try_wait({empty}, Deadline::generous(), {.for_submit = true}).error(),
			Errno{});
		EXPECT_TRUE(pending.file.signalled());
	}};
	ASSERT_TRUE(wait_until_blocked_in(waiting, SYS_ioctl));

	empty.import_sync_file(pending.file);
	ASSERT_TRUE(wait_until_blocked_in(waiting, SYS_ioctl));
	pending.signal();

	waiting.finish(Deadline{kWoken});
}

GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(SyncobjWaits);
INSTANTIATE_TEST_SUITE_P(
	Devices, SyncobjWaits, testing::ValuesIn(sourced_devices()), ParameterName{});

} // namespace
} // namespace cf
