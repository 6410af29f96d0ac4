// SPDX-License-Identifier: MIT
//
// Claim: a revoked buffer is out of everybody's reach once the revoke has returned: importers were
// told and have unmapped, their accesses are over, nothing can be mapped, pinned or touched; after
// a restore all of that works again, in a new place. It takes bounded time whatever importers do.
// Owed by: dma_buf_invalidate_mappings(): "a caller wishing to fully stop access to the DMA-buf
// must wait for both" the fences and the unmapping; vfio_pci_dma_buf_move() is the model.
// Red when: a revoke returns before an access has ended, a mapping outlives it unnoticed, a new
// one is handed out, or an importer that never unmaps hangs the exporter.

#include "invalidation/probing.h"

namespace cf
{
namespace
{

using std::chrono::milliseconds;

const Errno kNoDevice{ENODEV};

class Revoke : public ProbeTest
{
};

TEST_F(Revoke, tells_importers_and_leaves_no_mapping)
{
	const ProbeExporter exporter = probe().create_exporter(size());
	const ProbeImporter importer = probe().attach(exporter.dmabuf());
	importer.map();

	exporter.revoke();

	EXPECT_EQ(importer.state().invalidations, 1U);
	EXPECT_FALSE(importer.state().mapped);
	EXPECT_EQ(exporter.state().mappings, 0U);
}

TEST_F(Revoke, hands_out_nothing_more)
{
	const ProbeExporter exporter = probe().create_exporter(size());
	const ProbeImporter dynamic = probe().attach(exporter.dmabuf());
	exporter.revoke();

	EXPECT_EQ(dynamic.try_map(Direction::both_ways).error(), kNoDevice);
	EXPECT_EQ(dynamic.try_pin().error(), kNoDevice);
	EXPECT_EQ(exporter.try_move({}).error(), kNoDevice);
	EXPECT_EQ(exporter.dmabuf().try_begin_cpu_access(Access::read).error(), kNoDevice);
	EXPECT_EQ(exporter.try_revoke({}).error(), Errno{EALREADY});
}

TEST_F(Revoke, waits_for_the_access_of_the_moment)
{
	const ProbeExporter exporter = probe().create_exporter(size());
	const ProbeImporter importer =
		probe().attach(exporter.dmabuf(), {.reaction = Reaction::fence});
	importer.map();
	const SyncFile job = importer.start({.write = true, .time = kJobTime});

	exporter.revoke();

	EXPECT_TRUE(job.signalled());
	EXPECT_EQ(job.info().status, 1);
	EXPECT_EQ(importer.state().strays, 0U);
	EXPECT_EQ(exporter.state().mappings, 0U);
}

TEST_F(Revoke, is_bounded_when_an_importer_keeps_its_mapping)
{
	const ProbeExporter exporter = probe().create_exporter(size());
	const ProbeImporter importer =
		probe().attach(exporter.dmabuf(), {.kind = ImporterKind::static_});
	importer.map();

	EXPECT_EQ(exporter.try_revoke({.timeout = kJobTime}).error(), Errno{ETIME});

	EXPECT_EQ(exporter.state().mappings, 1U);
	EXPECT_TRUE(exporter.state().revoked);
}

TEST_F(Revoke, is_bounded_when_a_fence_does_not_signal)
{
	const ProbeExporter exporter = probe().create_exporter(size());
	const ProbeFence fence = probe().create_fence();
	probe().add_fence(exporter.dmabuf(), fence.sync_file(), FenceUsage::bookkeep);

	EXPECT_EQ(exporter.try_revoke({.timeout = kJobTime}).error(), Errno{ETIME});

	EXPECT_TRUE(exporter.state().revoked);
	fence.signal();
}

TEST_F(Revoke, is_undone_by_restore_in_a_new_empty_place)
{
	const Pattern pattern{21};
	const ProbeExporter exporter = create_filled(pattern);
	const ProbeImporter importer = probe().attach(exporter.dmabuf());
	importer.map();
	exporter.revoke();

	exporter.restore();
	importer.map();

	std::vector<std::byte> seen(size(), std::byte{1});
	importer.try_read(0, seen, ProbePath::dma).take();
	EXPECT_EQ(seen, std::vector<std::byte>(size()));
	EXPECT_EQ(exporter.state().generation, 2U);
	EXPECT_EQ(importer.state().invalidations, 2U) << "revoke and restore both tell";
}

TEST_F(Revoke, takes_the_mapping_of_who_has_pinned)
{
	const ProbeExporter exporter = probe().create_exporter(size());
	const ProbeImporter importer = probe().attach(exporter.dmabuf());
	importer.pin();
	importer.map();

	exporter.revoke();

	EXPECT_EQ(importer.state().invalidations, 1U);
	EXPECT_FALSE(importer.state().mapped);
	EXPECT_EQ(importer.try_map(Direction::both_ways).error(), kNoDevice);
	EXPECT_EQ(exporter.state().mappings, 0U);
	EXPECT_EQ(exporter.state().pins, 1U) << "a pin ends with its unpin alone";
	importer.unpin();
	EXPECT_EQ(exporter.state().pins, 0U);
}

TEST_F(Revoke, undone_leaves_a_pin_a_pin)
{
	const ProbeExporter exporter = probe().create_exporter(size());
	const ProbeImporter importer = probe().attach(exporter.dmabuf());
	importer.pin();
	exporter.revoke();

	exporter.restore();

	EXPECT_EQ(importer.state().invalidations, 2U);
	EXPECT_EQ(exporter.try_move({}).error(), Errno{EBUSY});
	importer.unpin();
	exporter.move();
	EXPECT_EQ(exporter.state().generation, 3U);
}

TEST_F(Revoke, always_works_when_only_who_can_be_revoked_may_attach)
{
	require(probe().info().revocable_only,
		"this kernel has no dma_buf_attach_revocable() (Linux 7.2)");
	const ProbeExporter exporter = probe().create_exporter(size(), {.revocable_only = true});
	for (const ImporterKind kind : {ImporterKind::static_, ImporterKind::dynamic_pinned})
		EXPECT_EQ(probe().try_attach(exporter.dmabuf(), {.kind = kind}).error(),
			Errno{EOPNOTSUPP});
	EXPECT_EQ(exporter.state().attachments, 0U);

	const ProbeImporter importer = probe().attach(exporter.dmabuf());
	importer.map();
	EXPECT_EQ(exporter.try_revoke({}).error(), Errno{});
	EXPECT_EQ(exporter.state().mappings, 0U);
}

TEST_F(Revoke, can_be_repeated)
{
	const ProbeExporter exporter = probe().create_exporter(size());
	const ProbeImporter importer = probe().attach(exporter.dmabuf());

	for (std::uint32_t round = 1; round <= 100; ++round) {
		importer.map();
		exporter.revoke();
		exporter.restore();
		ASSERT_EQ(importer.state().invalidations, 2 * round);
		ASSERT_EQ(exporter.state().mappings, 0U);
	}
}

} // namespace
} // namespace cf
