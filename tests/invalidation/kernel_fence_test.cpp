// SPDX-License-Identifier: MIT
//
// Claim: who attaches without knowing that buffers move gets a mapping only once the fences of
// usage KERNEL have signalled, and can be killed while it waits for them; fences of other usages
// hold up no mapping, and an importer that is dynamic is given its mapping and waits by itself.
// Owed by: include/linux/dma-resv.h, DMA_RESV_USAGE_KERNEL: "drivers must always wait for these";
// dma_buf_map_attachment(), which does so for static importers; include/linux/dma-buf.h,
// "DYNAMIC IMPORTER RULES".
// Red when: a static importer gets at pages that are still being cleared or copied, waits for
// readers and writers as well, or can't be interrupted.

#include <memory>
#include <optional>

#include <sys/syscall.h>

#include "invalidation/probing.h"
#include "support/matrix/pairs.h"
#include "support/matrix/sharing.h"
#include "support/process/blocked_child.h"

namespace cf
{
namespace
{

class KernelFence : public ProbeTest, public testing::WithParamInterface<ExporterRef>
{
protected:
	void SetUp() override
	{
		ProbeTest::SetUp();
		require_mapped_for_others(*GetParam());
		buffer_ = GetParam()->create(page_size());
		fence_.emplace(probe().create_fence());
		pending_ = fence_->sync_file();
		probe().add_fence(buffer_->dmabuf(), *pending_, FenceUsage::kernel);
	}

	void map_for(ImporterKind kind) { probe().attach(buffer_->dmabuf(), {.kind = kind}).map(); }

	std::unique_ptr<ExportedBuffer> buffer_; // what the fence of usage KERNEL is in
	std::optional<ProbeFence> fence_;
	std::optional<SyncFile> pending_; // the same, to look at
};

TEST_P(KernelFence, holds_up_the_mapping_of_a_static_importer)
{
	ChildProcess mapping{[&](FdChannel &) {
		map_for(ImporterKind::static_);
		EXPECT_TRUE(pending_->signalled()) << "mapped before the fence had signalled";
	}};
	ASSERT_TRUE(wait_until_blocked_in(mapping, SYS_ioctl));

	fence_->signal();

	mapping.finish();
	EXPECT_EQ(pending_->info().status, 1);
}

TEST_P(KernelFence, lets_who_waits_for_it_be_killed)
{
	ChildProcess mapping{[&](FdChannel &) {
		map_for(ImporterKind::static_);
	}};
	ASSERT_TRUE(wait_until_blocked_in(mapping, SYS_ioctl));

	mapping.kill();

	EXPECT_FALSE(pending_->signalled()) << "the process stayed until the fence had signalled";
	fence_->signal();
	map_for(ImporterKind::static_);
}

TEST_P(KernelFence, is_left_to_a_dynamic_importer)
{
	map_for(ImporterKind::dynamic);

	EXPECT_FALSE(pending_->signalled()) << "the mapping was held up by the fence";
	fence_->signal();
}

struct Usage {
	const char *label;
	FenceUsage usage;

	std::string name() const { return label; }
	std::vector<std::string> roles() const { return {}; }
};

class OtherFence : public ProbeTest, public testing::WithParamInterface<Usage>
{
};

TEST_P(OtherFence, holds_up_no_mapping)
{
	const ProbeExporter exporter = probe().create_exporter(size());
	const ProbeFence fence = probe().create_fence();
	const SyncFile pending = fence.sync_file();
	probe().add_fence(exporter.dmabuf(), pending, GetParam().usage);

	probe().attach(exporter.dmabuf(), {.kind = ImporterKind::static_}).map();

	EXPECT_FALSE(pending.signalled()) << "the mapping was held up by the fence";
	fence.signal();
}

GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(KernelFence);
INSTANTIATE_TEST_SUITE_P(Exporters, KernelFence, testing::ValuesIn(exporters()), ParameterName{});
INSTANTIATE_TEST_SUITE_P(Usages, OtherFence,
	testing::Values(Usage{"write", FenceUsage::write}, Usage{"read", FenceUsage::read},
		Usage{"bookkeep", FenceUsage::bookkeep}),
	ParameterName{});

} // namespace
} // namespace cf
