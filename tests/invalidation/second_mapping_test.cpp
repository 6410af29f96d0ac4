// SPDX-License-Identifier: MIT
//
// Claim: while a device that can't stop at once still uses its old mapping, its attachment is given
// a second one, of the new place and in another direction, and each is good until it is unmapped.
// Owed by: dma_buf_invalidate_mappings(): importers may ask for a new mapping in parallel to it;
// dma_buf_map_attachment(): a table of its own for each call.
// Red when: the second mapping is the first once more or takes its pages away, or is refused for
// its direction.

#include "invalidation/probing.h"

namespace cf
{
namespace
{

class SecondMapping : public ProbeTest
{
};

TEST_F(SecondMapping, leaves_the_first_to_who_uses_it)
{
	require_mappings_that_move();
	const Pattern pattern{61};
	const ProbeExporter exporter = create_filled(pattern);
	const ProbeFence fence = probe().create_fence();
	probe().add_fence(exporter.dmabuf(), fence.sync_file(), FenceUsage::kernel);
	const ProbeImporter importer =
		probe().attach(exporter.dmabuf(), {.reaction = Reaction::fence});
	importer.map(Direction::to_device);
	const SyncFile job = importer.start({.time = kCopyTime}); // begins behind the fence

	exporter.move({.pipelined = true});
	importer.map(Direction::from_device);

	EXPECT_EQ(importer.state().retired, 1U);
	EXPECT_EQ(exporter.state().mappings, 2U);
	fence.signal();
	ASSERT_TRUE(job.wait(Deadline::generous()));
	EXPECT_EQ(job.info().status, 1);
	EXPECT_TRUE(device_sees(importer, pattern));
	EXPECT_EQ(importer.state().strays, 0U);
}

} // namespace
} // namespace cf
