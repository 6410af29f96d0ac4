// SPDX-License-Identifier: MIT
//
// Claim: a buffer lets a fence go that is replaced, and every fence with its own end, whoever has
// polled for it or taken a snapshot meanwhile.
// Owed by: include/linux/dma-fence.h (dma_fence_get(), dma_fence_put()); drivers/dma-buf/dma-resv.c
// and dma_buf_poll(), which takes a reference for its callback.
// Red when: an import, a poll, a snapshot, a replacement or the end of the buffer leaks the fence,
// or the poll of a buffer that was closed meanwhile keeps the buffer.

#include <sched.h>

#include "support/matrix/pending_file.h"

namespace cf
{
namespace
{

// Long for a device's answer, and short enough for a fence that leaks.
constexpr std::chrono::seconds kFreed{10};

class ForgottenFence : public FenceProbeTest, public testing::WithParamInterface<ExporterRef>
{
protected:
	void SetUp() override
	{
		FenceProbeTest::SetUp();
		buffer_ = GetParam()->create(page_size());
		fence_.emplace(probe().create_fence({.context = kContext, .seqno = 1}));
		dmabuf().import_sync_file(fence_->sync_file(), Access::write);
	}

	// What the test itself holds of the fence.
	void signal_and_let_go()
	{
		fence_->signal();
		fence_.reset();
	}

	void close_buffer() { buffer_.reset(); }

	// How many fences are gone, once they are so many: some drivers ask their device before
	// they free a buffer.
	std::size_t released_of(std::size_t expected)
	{
		const Deadline deadline{kFreed};
		while (released() < expected && !deadline.passed())
			::sched_yield();
		return released();
	}

	const DmaBuf &dmabuf() const { return buffer_->dmabuf(); }

	static constexpr std::uint64_t kContext = 0x666f'7267;

private:
	std::unique_ptr<ExportedBuffer> buffer_;
	std::optional<ProbeFence> fence_;
};

TEST_P(ForgottenFence, with_the_buffer)
{
	signal_and_let_go();
	close_buffer();

	EXPECT_EQ(released_of(1), 1u);
}

TEST_P(ForgottenFence, when_a_later_one_takes_its_place)
{
	{
		const ProbeFence later = probe().create_fence({.context = kContext, .seqno = 2});
		dmabuf().import_sync_file(later.sync_file(), Access::write);
		signal_and_let_go();
		EXPECT_EQ(released_of(1), 1u);
		later.signal();
	}

	close_buffer();

	EXPECT_EQ(released_of(2), 2u);
}

TEST_P(ForgottenFence, after_polls_that_waited_for_it)
{
	EXPECT_FALSE(dmabuf().idle_for_reading());
	EXPECT_FALSE(dmabuf().idle_for_writing());

	signal_and_let_go();
	close_buffer();

	EXPECT_EQ(released_of(1), 1u);
}

TEST_P(ForgottenFence, after_a_poll_that_outlived_the_descriptor)
{
	EXPECT_FALSE(dmabuf().idle_for_reading());
	close_buffer();
	EXPECT_EQ(released(), 0u);

	signal_and_let_go();

	EXPECT_EQ(released_of(1), 1u);
}

TEST_P(ForgottenFence, after_a_snapshot)
{
	EXPECT_FALSE(dmabuf().export_sync_file(Access::read).signalled());

	signal_and_let_go();
	close_buffer();

	EXPECT_EQ(released_of(1), 1u);
}

GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(ForgottenFence);
INSTANTIATE_TEST_SUITE_P(
	Exporters, ForgottenFence, testing::ValuesIn(exporters()), ParameterName{});

} // namespace
} // namespace cf
