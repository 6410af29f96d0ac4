// SPDX-License-Identifier: MIT
//
// Claim: whoever sleeps on a busy dma-buf, in poll or in epoll, for reading or for writing, is
// woken by the signal of the fence, and all of several at once.
// Owed by: Documentation/driver-api/dma-buf.rst, "Implicit Fence Poll Support", and poll(2).
// Red when: the signal wakes nobody, the first sleeper only, or those of one direction only.

#include <gtest/gtest.h>

#include <list>

#include <poll.h>
#include <sys/epoll.h>
#include <sys/syscall.h>

#include "support/matrix/sharing.h"
#include "support/process/blocked_child.h"

namespace cf
{

// A way to sleep until a descriptor is ready.
struct Sleep {
	const char *label;
	short events; // the same bits for poll and epoll
	long call;
	short (*wait)(FdRef fd, short events);

	std::string name() const { return label; }
	std::vector<std::string> roles() const { return {}; }
};

namespace
{

// A poll that nobody wakes finds the signal when its own time is over, so a sleeper has to be
// done well before that: long enough for any emulated guest.
constexpr std::chrono::seconds kWoken{30};
constexpr std::size_t kSleepers = 2;

short wait_in_poll(FdRef fd, short events)
{
	return poll(fd, events, Deadline::generous());
}

short wait_in_epoll(FdRef fd, short events)
{
	const UniqueFd set{::epoll_create1(EPOLL_CLOEXEC)};
	epoll_event wanted{.events = static_cast<std::uint32_t>(events), .data = {}};
	EXPECT_EQ(::epoll_ctl(set.get(), EPOLL_CTL_ADD, fd.get(), &wanted), 0);
	epoll_event ready{};
	::epoll_pwait(set.get(), &ready, 1, Deadline::generous().milliseconds_left(), nullptr);
	return static_cast<short>(ready.events);
}

static_assert(POLLIN == EPOLLIN && POLLOUT == EPOLLOUT);

const std::vector<Sleep> kSleeps{
	{"poll_for_reading", POLLIN, SYS_poll, wait_in_poll},
	{"poll_for_writing", POLLOUT, SYS_poll, wait_in_poll},
	{"epoll_for_reading", POLLIN, SYS_epoll_pwait, wait_in_epoll},
	{"epoll_for_writing", POLLOUT, SYS_epoll_pwait, wait_in_epoll},
};

class SleeperOnBuffer : public testing::TestWithParam<std::tuple<FencedExporter, Sleep>>
{
protected:
	void SetUp() override
	{
		require_fenceable(*fenced().source, *fenced().exporter);
		buffer_ = fenced().exporter->create(page_size());
		fence_ = fenced().source->attach(buffer_->dmabuf(), Access::write);
	}

	const FencedExporter &fenced() const { return std::get<FencedExporter>(GetParam()); }

	// Sleeps in a child; its failures are the test's.
	void fall_asleep(const Sleep &how)
	{
		const ChildProcess &child = sleepers_.emplace_back([this, how](FdChannel &) {
			EXPECT_EQ(how.wait(buffer_->dmabuf().fd(), how.events), how.events);
		});
		ASSERT_TRUE(wait_until_blocked_in(child, how.call)) << "it did not sleep";
	}

	void signal_and_wake_all()
	{
		fence_->signal();
		for (ChildProcess &sleeper : sleepers_)
			sleeper.finish(Deadline{kWoken});
	}

private:
	std::unique_ptr<ExportedBuffer> buffer_;
	std::unique_ptr<PendingFence> fence_;
	std::list<ChildProcess> sleepers_;
};

TEST_P(SleeperOnBuffer, is_woken_by_the_signal)
{
	fall_asleep(std::get<Sleep>(GetParam()));

	signal_and_wake_all();
}

TEST_P(SleeperOnBuffer, is_woken_beside_others)
{
	for (std::size_t i = 0; i < kSleepers; ++i)
		fall_asleep(std::get<Sleep>(GetParam()));
	for (const Sleep &other : kSleeps)
		fall_asleep(other);

	signal_and_wake_all();
}

GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(SleeperOnBuffer);
INSTANTIATE_TEST_SUITE_P(Fences, SleeperOnBuffer,
	testing::Combine(testing::ValuesIn(fenced_exporters()), testing::ValuesIn(kSleeps)),
	ParameterName{});

} // namespace
} // namespace cf
