// SPDX-License-Identifier: MIT
//
// Claim: an exported sync_file is a snapshot: without fences it is signalled already, fences that
// come later are not in it, and the fences of both kinds of pending users are when it was made.
// Owed by: include/uapi/linux/dma-buf.h, DMA_BUF_IOCTL_EXPORT_SYNC_FILE ("the current set of
// fences").
// Red when: the sync_file follows the reservation object instead of copying it, an empty one never
// signals, or only the first fence of several is taken.

#include <gtest/gtest.h>

#include "support/matrix/sharing.h"

namespace cf
{
namespace
{

class Snapshot : public testing::TestWithParam<FencedExporter>
{
protected:
	void SetUp() override
	{
		require_fenceable(source(), *GetParam().exporter);
		buffer_ = GetParam().exporter->create(page_size());
	}

	const FenceSource &source() const { return *GetParam().source; }
	const DmaBuf &dmabuf() const { return buffer_->dmabuf(); }

private:
	std::unique_ptr<ExportedBuffer> buffer_;
};

TEST_P(Snapshot, of_an_idle_buffer_is_signalled)
{
	const SyncFile file = dmabuf().export_sync_file(Access::read_write);

	EXPECT_TRUE(file.signalled());
	EXPECT_EQ(file.info().status, 1);
}

TEST_P(Snapshot, leaves_out_what_comes_later)
{
	const SyncFile before = dmabuf().export_sync_file(Access::read_write);
	const auto fence = source().attach(dmabuf(), Access::write);

	EXPECT_TRUE(before.signalled());
	EXPECT_FALSE(dmabuf().export_sync_file(Access::read_write).signalled());
	fence->signal();
}

TEST_P(Snapshot, waits_for_each_of_several_readers)
{
	const auto first = source().attach(dmabuf(), Access::read);
	const auto second = source().attach(dmabuf(), Access::read);
	const SyncFile file = dmabuf().export_sync_file(Access::write);
	EXPECT_EQ(file.info().fences.size(), 2u);

	second->signal();
	EXPECT_FALSE(file.signalled());

	first->signal();
	EXPECT_TRUE(file.wait(Deadline::generous()));
}

GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(Snapshot);
INSTANTIATE_TEST_SUITE_P(Fences, Snapshot, testing::ValuesIn(fenced_exporters()), ParameterName{});

} // namespace
} // namespace cf
