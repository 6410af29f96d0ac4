// SPDX-License-Identifier: MIT
//
// Claim: whoever waits for a buffer with several fences waits for each that is in the way, in
// whichever order they signal, and a fence takes the place of an earlier one of its context only
// where it promises at least as much.
// Owed by: include/linux/dma-resv.h (dma_resv_wait_timeout(), enum dma_resv_usage) and
// dma_resv_add_fence(): "Must be called ... fences of the same context are replaced".
// Red when: the first signal ends the wait, poll goes to sleep on a fence that is done, a later
// reader takes the place of the writer of its context, or an earlier fence that of a later one.

#include <algorithm>

#include <poll.h>
#include <sys/syscall.h>

#include "dmabuf/cpu_access.h"
#include "support/matrix/pending_file.h"
#include "support/process/blocked_child.h"

namespace cf
{

// In which order fences signal that were added one after the other.
enum class SignalOrder { as_added, last_first };

const char *name_of(SignalOrder order)
{
	return order == SignalOrder::as_added ? "as_added" : "last_first";
}

namespace
{

constexpr std::size_t kFences = 3;

class SeveralFences : public FenceProbeTest,
		      public testing::WithParamInterface<std::tuple<ExporterRef, SignalOrder>>
{
protected:
	void SetUp() override
	{
		FenceProbeTest::SetUp();
		buffer_ = std::get<ExporterRef>(GetParam())->create(page_size());
		for (std::size_t i = 0; i < kFences; ++i) {
			fences_.push_back(probe().create_fence());
			dmabuf().import_sync_file(
				fences_.back().sync_file(), i == 1 ? Access::write : Access::read);
		}
		if (std::get<SignalOrder>(GetParam()) == SignalOrder::last_first)
			std::reverse(fences_.begin(), fences_.end());
	}

	// Signals one after the other while the child has to sleep until the last.
	void signal_under(ChildProcess &child, long call) const
	{
		for (const ProbeFence &fence : fences_) {
			EXPECT_TRUE(wait_until_blocked_in(child, call)) << "it did not wait";
			fence.signal();
		}
		child.finish();
	}

	const DmaBuf &dmabuf() const { return buffer_->dmabuf(); }

private:
	std::unique_ptr<ExportedBuffer> buffer_;
	std::vector<ProbeFence> fences_;
};

TEST_P(SeveralFences, hold_up_cpu_access_until_the_last)
{
	ChildProcess accessing{[&](FdChannel &) {
		CpuAccess access{dmabuf(), Access::write};
		access.end();
	}};

	signal_under(accessing, SYS_ioctl);
}

TEST_P(SeveralFences, hold_up_poll_until_the_last)
{
	ChildProcess polling{[&](FdChannel &) {
		EXPECT_EQ(poll(dmabuf().fd(), POLLOUT, Deadline::generous()), POLLOUT);
	}};

	signal_under(polling, SYS_poll);
}

class OneContext : public FenceProbeTest, public testing::WithParamInterface<ExporterRef>
{
protected:
	void SetUp() override
	{
		FenceProbeTest::SetUp();
		buffer_ = GetParam()->create(page_size());
	}

	ProbeFence create(std::uint64_t seqno)
	{
		return probe().create_fence({.context = kContext, .seqno = seqno});
	}
	void add(const ProbeFence &fence, Access access) const
	{
		dmabuf().import_sync_file(fence.sync_file(), access);
	}
	std::size_t fences_there() const
	{
		return dmabuf().export_sync_file(Access::write).info().fences.size();
	}
	const DmaBuf &dmabuf() const { return buffer_->dmabuf(); }

private:
	static constexpr std::uint64_t kContext = 0x6372'6f73;

	std::unique_ptr<ExportedBuffer> buffer_;
};

TEST_P(OneContext, later_writer_takes_the_place_of_the_earlier_reader)
{
	const ProbeFence earlier = create(1);
	const ProbeFence later = create(2);
	add(earlier, Access::read);

	add(later, Access::write);
	EXPECT_EQ(fences_there(), 1u);
	EXPECT_FALSE(dmabuf().idle_for_reading());

	earlier.signal();
	EXPECT_FALSE(dmabuf().idle_for_writing());
	later.signal();
	EXPECT_TRUE(dmabuf().idle_for_writing());
}

TEST_P(OneContext, later_reader_leaves_the_pending_writer)
{
	const ProbeFence writer = create(1);
	const ProbeFence reader = create(2);
	add(writer, Access::write);

	add(reader, Access::read);
	EXPECT_FALSE(dmabuf().idle_for_reading());

	writer.signal();
	EXPECT_TRUE(dmabuf().idle_for_reading());
	EXPECT_FALSE(dmabuf().idle_for_writing());
	reader.signal();
	EXPECT_TRUE(dmabuf().idle_for_writing());
}

TEST_P(OneContext, earlier_fence_leaves_the_later)
{
	const ProbeFence earlier = create(1);
	const ProbeFence later = create(2);
	add(later, Access::write);

	add(earlier, Access::write);
	earlier.signal();
	EXPECT_FALSE(dmabuf().idle_for_reading());

	later.signal();
	EXPECT_TRUE(dmabuf().idle_for_reading());
}

GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(SeveralFences);
INSTANTIATE_TEST_SUITE_P(Exporters, SeveralFences,
	testing::Combine(testing::ValuesIn(exporters()),
		testing::Values(SignalOrder::as_added, SignalOrder::last_first)),
	ParameterName{});

GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(OneContext);
INSTANTIATE_TEST_SUITE_P(Exporters, OneContext, testing::ValuesIn(exporters()), ParameterName{});

} // namespace
} // namespace cf
