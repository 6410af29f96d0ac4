// SPDX-License-Identifier: MIT
//
// Claim: SYNC_IOC_FILE_INFO tells of each fence who makes it, whether it is pending, done or
// failed, and when it signalled; of the whole, pending until the last, and the error of any.
// Owed by: include/uapi/linux/sync_file.h, struct sync_fence_info and struct sync_file_info
// (status, timestamp_ns), commit f781f661e8c9 ("dma-buf: keep the signaling time of merged
// fences v3"); for the names after the signal, commit 506aa8b02a8d ("dma-fence: Add safe access
// helpers and document the rules").
// Red when: the status is that of one fence, a time is lost or made up, a failed fence looks
// like a good one, a short list is written past its end, or a dead driver is asked for names.

#include "support/matrix/pending_file.h"

#include <linux/sync_file.h>

#include "base/ioctl.h"
#include "dmabuf/compat.h"

namespace cf
{

struct Failing {
	const char *label;
	bool second; // of the two, in the order of their contexts

	std::string name() const { return label; }
	std::vector<std::string> roles() const { return {}; }
};

namespace
{

constexpr IoctlRequest kInfo{SYNC_IOC_FILE_INFO, "SYNC_IOC_FILE_INFO"};
constexpr IoctlRequest kDeadline{kSyncIocSetDeadline, "SYNC_IOC_SET_DEADLINE"};
constexpr KernelVersion kDetached{6, 17}; // a signalled fence no longer asks its driver
constexpr KernelVersion kDeadlines{6, 4};

// CLOCK_MONOTONIC, as the time stamps.
std::uint64_t now()
{
	const auto since = std::chrono::steady_clock::now().time_since_epoch();
	return static_cast<std::uint64_t>(
		std::chrono::duration_cast<std::chrono::nanoseconds>(since).count());
}

class FileInfo : public FenceProbeTest
{
};

TEST_F(FileInfo, names_who_makes_a_pending_fence)
{
	const ProbeFence fence =
		probe().create_fence({.context = 77, .seqno = 7, .timeline = "line"});

	const SyncFileInfo info = fence.sync_file().info();

	EXPECT_EQ(info.name, "crossfence-probe-line77-7");
	ASSERT_EQ(info.fences.size(), 1u);
	EXPECT_EQ(info.fences[0].driver, "crossfence-probe");
	EXPECT_EQ(info.fences[0].timeline, "line");
	fence.signal();
}

TEST_F(FileInfo, names_nobody_once_a_driver_may_be_gone)
{
	const bool detached = KernelVersion::running() >= kDetached;
	const ProbeFence fence = probe().create_fence({.timeline = "line"});
	fence.signal();

	const SyncFileInfo info = fence.sync_file().info();

	ASSERT_EQ(info.fences.size(), 1u);
	EXPECT_EQ(info.fences[0].driver, detached ? "detached-driver" : "crossfence-probe");
	EXPECT_EQ(info.fences[0].timeline, detached ? "signaled-timeline" : "line");
}

TEST_F(FileInfo, tells_when_a_fence_signalled)
{
	const ProbeFence fence = probe().create_fence();
	const SyncFile file = fence.sync_file();
	EXPECT_EQ(file.info().fences.at(0).timestamp_ns, 0u);

	const std::uint64_t before = now();
	fence.signal();
	const std::uint64_t after = now();

	EXPECT_GE(file.info().fences.at(0).timestamp_ns, before);
	EXPECT_LE(file.info().fences.at(0).timestamp_ns, after);
}

TEST_F(FileInfo, of_a_merge_keeps_the_time_of_the_last_signal)
{
	const ProbeFence first = probe().create_fence();
	const ProbeFence last = probe().create_fence();
	first.signal();
	last.signal();

	const SyncFile merged = last.sync_file().merge(first.sync_file(), "done");

	EXPECT_EQ(merged.info().fences.at(0).timestamp_ns,
		last.sync_file().info().fences.at(0).timestamp_ns);
}

TEST_F(FileInfo, refuses_a_list_that_is_too_short)
{
	const ProbeFence first = probe().create_fence();
	const ProbeFence second = probe().create_fence();
	const SyncFile merged = first.sync_file().merge(second.sync_file(), "two");
	std::array<sync_fence_info, 2> list{};
	sync_file_info request{};
	request.num_fences = 1;
	request.sync_fence_info = reinterpret_cast<std::uintptr_t>(list.data());

	EXPECT_EQ(try_raw_ioctl(merged.fd(), kInfo, &request).error(), Errno{EINVAL});
	EXPECT_STREQ(list[0].driver_name, "");
	EXPECT_STREQ(list[1].driver_name, "");
}

TEST_F(FileInfo, refuses_padding_in_a_deadline)
{
	require(KernelVersion::running() >= kDeadlines, "needs SYNC_IOC_SET_DEADLINE (Linux 6.4)");
	const ProbeFence fence = probe().create_fence();
	SyncSetDeadline request{.deadline_ns = now(), .pad = 1};

	EXPECT_EQ(
		try_raw_ioctl(fence.sync_file().fd(), kDeadline, &request).error(), Errno{EINVAL});
	EXPECT_EQ(fence.sync_file().try_set_deadline(now()).error(), Errno{});
}

class MergedStatus : public FenceProbeTest, public testing::WithParamInterface<Failing>
{
};

TEST_P(MergedStatus, is_pending_until_the_last_and_keeps_the_error)
{
	const ProbeFence first = probe().create_fence();
	const ProbeFence second = probe().create_fence();
	const ProbeFence &good = GetParam().second ? first : second;
	const ProbeFence &bad = GetParam().second ? second : first;
	const SyncFile merged = first.sync_file().merge(second.sync_file(), "pair");
	EXPECT_EQ(merged.info().status, 0);
	EXPECT_FALSE(merged.signalled());

	good.signal();
	EXPECT_EQ(merged.info().status, 0);
	bad.signal(SignalFrom::task, Errno{EIO});

	ASSERT_TRUE(merged.wait(Deadline::generous()));
	EXPECT_EQ(merged.info().status, -EIO) << "told from the list";
	EXPECT_EQ(merged.status(), -EIO) << "told by the container";
}

INSTANTIATE_TEST_SUITE_P(Orders, MergedStatus,
	testing::Values(Failing{"first_fails", false}, Failing{"second_fails", true}),
	ParameterName{});

} // namespace
} // namespace cf
