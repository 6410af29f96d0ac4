// SPDX-License-Identifier: MIT
//
// Claim: a pending reader holds up writers only, a pending writer holds up everybody: in poll, in
// exported sync_files, and for nobody any more once it has signalled.
// Owed by: include/linux/dma-resv.h, enum dma_resv_usage, and Documentation/driver-api/dma-buf.rst,
// "Implicit Fence Poll Support" (EPOLLIN, EPOLLOUT).
// Red when: a read fence is added as a write fence or the other way round, poll swaps its two
// directions, or a sync_file leaves out what its flags ask for.

#include <gtest/gtest.h>

#include "support/matrix/sharing.h"

namespace cf
{

struct Usage {
	Access pending;
	bool holds_up_readers;
	bool holds_up_writers;

	std::string name() const { return std::string{"pending_"} + name_of(pending); }
	std::vector<std::string> roles() const { return {}; }
};

namespace
{

const std::vector<Usage> kUsages{
	{Access::read, false, true},
	{Access::write, true, true},
};

class FenceUsage : public testing::TestWithParam<std::tuple<FencedExporter, Usage>>
{
protected:
	void SetUp() override
	{
		require_fenceable(*fenced().source, *fenced().exporter);
		buffer_ = fenced().exporter->create(page_size());
	}

	const FencedExporter &fenced() const { return std::get<FencedExporter>(GetParam()); }
	const Usage &usage() const { return std::get<Usage>(GetParam()); }
	const DmaBuf &dmabuf() const { return buffer_->dmabuf(); }
	std::unique_ptr<PendingFence> attach() const
	{
		return fenced().source->attach(dmabuf(), usage().pending);
	}

private:
	std::unique_ptr<ExportedBuffer> buffer_;
};

TEST_P(FenceUsage, poll_holds_up_whom_it_should)
{
	const auto fence = attach();
	EXPECT_EQ(dmabuf().idle_for_reading(), !usage().holds_up_readers);
	EXPECT_EQ(dmabuf().idle_for_writing(), !usage().holds_up_writers);

	fence->signal();
	EXPECT_TRUE(dmabuf().idle_for_reading());
	EXPECT_TRUE(dmabuf().idle_for_writing());
}

TEST_P(FenceUsage, sync_files_hold_up_whom_they_should)
{
	const auto fence = attach();
	const SyncFile for_reader = dmabuf().export_sync_file(Access::read);
	const SyncFile for_writer = dmabuf().export_sync_file(Access::write);
	const SyncFile for_both = dmabuf().export_sync_file(Access::read_write);
	EXPECT_EQ(for_reader.signalled(), !usage().holds_up_readers);
	EXPECT_EQ(for_writer.signalled(), !usage().holds_up_writers);
	EXPECT_EQ(for_both.signalled(), !usage().holds_up_writers);

	fence->signal();
	EXPECT_TRUE(for_reader.signalled());
	EXPECT_TRUE(for_writer.signalled());
	EXPECT_TRUE(for_both.signalled());
}

GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(FenceUsage);
INSTANTIATE_TEST_SUITE_P(Fences, FenceUsage,
	testing::Combine(testing::ValuesIn(fenced_exporters()), testing::ValuesIn(kUsages)),
	ParameterName{});

} // namespace
} // namespace cf
