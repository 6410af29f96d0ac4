// SPDX-License-Identifier: MIT
//
// Claim: whoever sleeps in poll on a sync_file is woken by the signal of its fence, several at
// once, and a file that was closed meanwhile disturbs nobody.
// Owed by: include/uapi/linux/sync_file.h and drivers/dma-buf/sync_file.c, sync_file_poll();
// poll(2).
// Red when: the signal wakes nobody, or the first sleeper only, or a closed file's callback
// stays.

#include "support/matrix/pending_file.h"

#include <sys/syscall.h>

#include "support/process/blocked_child.h"

namespace cf
{
namespace
{

// A poll that nobody wakes finds the signal when its own time is over, so a sleeper has to be
// done well before that: long enough for any emulated guest.
constexpr std::chrono::seconds kWoken{30};

// More than a slab of the kernel's has.
constexpr std::size_t kFiles = 100;

// The system call that poll(3) makes; newer architectures have the other alone.
#ifdef SYS_poll
constexpr long kPoll = SYS_poll;
#else
constexpr long kPoll = SYS_ppoll;
#endif

class Sleeper : public testing::TestWithParam<FileSource>
{
protected:
	void SetUp() override { GetParam().require_working(); }
};

TEST_P(Sleeper, is_woken_by_the_signal)
{
	const PendingFile pending = GetParam().make();
	const PendingFile other = GetParam().make();
	const SyncFile merged = pending.file.merge(other.file, "both");
	other.signal();
	ChildProcess one{[&](FdChannel &) {
		EXPECT_TRUE(pending.file.wait(Deadline::generous()));
	}};
	ChildProcess another{[&](FdChannel &) {
		EXPECT_TRUE(merged.wait(Deadline::generous()));
	}};
	ASSERT_TRUE(wait_until_blocked_in(one, kPoll));
	ASSERT_TRUE(wait_until_blocked_in(another, kPoll));

	pending.signal();

	one.finish(Deadline{kWoken});
	another.finish(Deadline{kWoken});
}

// Others have taken the place of the closed files by then, and must not be called for them.
TEST_P(Sleeper, that_closed_its_file_is_not_called)
{
	const PendingFile pending = GetParam().make();
	const PendingFile other = GetParam().make();
	for (std::size_t i = 0; i < kFiles; ++i)
		EXPECT_FALSE(pending.file.merge(pending.file, "closed").signalled());
	std::vector<SyncFile> in_their_place;
	for (std::size_t i = 0; i < kFiles; ++i)
		in_their_place.push_back(other.file.merge(other.file, "open"));

	pending.signal();

	EXPECT_TRUE(pending.file.signalled());
	for (const SyncFile &file : in_their_place)
		EXPECT_FALSE(file.signalled());
	other.signal();
}

GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(Sleeper);
INSTANTIATE_TEST_SUITE_P(Sources, Sleeper, testing::ValuesIn(file_sources()), ParameterName{});

} // namespace
} // namespace cf
