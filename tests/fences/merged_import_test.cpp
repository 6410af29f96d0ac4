// SPDX-License-Identifier: MIT
//
// Claim: a merged sync_file that is imported into a buffer adds each of its fences, also more
// than the reservation object had room for: in poll, in exported sync_files, and no fence twice.
// Owed by: include/uapi/linux/dma-buf.h, DMA_BUF_IOCTL_IMPORT_SYNC_FILE, and
// include/linux/dma-resv.h, dma_resv_reserve_fences() (num_fences slots).
// Red when: an import adds the container or the first fence only, reserves one slot for all, or
// adds a fence again that is there.

#include "support/matrix/pending_file.h"

namespace cf
{
namespace
{

// More than a page of reservation list holds at its first sizes (4, 8, 16, 32 slots).
constexpr std::size_t kMany = 40;

class MergedImport : public FenceProbeTest, public testing::WithParamInterface<ExporterRef>
{
protected:
	void SetUp() override
	{
		FenceProbeTest::SetUp();
		for (std::size_t i = 0; i < kMany; ++i)
			fences_.push_back(probe().create_fence());
		buffer_ = GetParam()->create(page_size());
	}

	SyncFile merged() const
	{
		SyncFile all = fences_.front().sync_file();
		for (const ProbeFence &fence : fences_)
			all = all.merge(fence.sync_file(), "many");
		return all;
	}

	void signal_all_but_last() const
	{
		for (std::size_t i = 0; i + 1 < fences_.size(); ++i)
			fences_[i].signal();
	}

	const ProbeFence &last() const { return fences_.back(); }
	const DmaBuf &dmabuf() const { return buffer_->dmabuf(); }

private:
	std::vector<ProbeFence> fences_;
	std::unique_ptr<ExportedBuffer> buffer_;
};

TEST_P(MergedImport, adds_each_fence_as_a_writer)
{
	dmabuf().import_sync_file(merged(), Access::write);
	EXPECT_EQ(dmabuf().export_sync_file(Access::read).info().fences.size(), kMany);

	signal_all_but_last();
	EXPECT_FALSE(dmabuf().idle_for_reading());
	EXPECT_FALSE(dmabuf().idle_for_writing());

	last().signal();
	EXPECT_TRUE(dmabuf().idle_for_reading());
	EXPECT_TRUE(dmabuf().idle_for_writing());
}

TEST_P(MergedImport, adds_each_fence_as_a_reader_once)
{
	const SyncFile all = merged();
	dmabuf().import_sync_file(all, Access::read);
	dmabuf().import_sync_file(all, Access::read);
	EXPECT_EQ(dmabuf().export_sync_file(Access::write).info().fences.size(), kMany);
	EXPECT_TRUE(dmabuf().idle_for_reading());

	signal_all_but_last();
	EXPECT_FALSE(dmabuf().idle_for_writing());

	last().signal();
	EXPECT_TRUE(dmabuf().idle_for_writing());
}

GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(MergedImport);
INSTANTIATE_TEST_SUITE_P(Exporters, MergedImport, testing::ValuesIn(exporters()), ParameterName{});

} // namespace
} // namespace cf
