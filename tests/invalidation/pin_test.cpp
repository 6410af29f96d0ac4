// SPDX-License-Identifier: MIT
//
// Claim: a pinned buffer stays where it is, whoever pinned it, until the last has unpinned; to pin
// one that is being moved waits until its content is there; an importer without a callback has no
// other protection than its pin, and hears of nothing.
// Owed by: include/linux/dma-buf.h (dma_buf_ops.pin: "the DMA-buf can't be moved any more",
// "drivers which pipeline their buffer moves internally must wait for all moves and clears to
// complete") and dma_buf_map_attachment(), which pins for importers without callbacks.
// Red when: a static importer's mapping moves away under it, one unpin counts for two, or a pin
// returns while the copy is still to come, or a move calls back who has no callback.

#include "invalidation/probing.h"

namespace cf
{
namespace
{

const Errno kBusy{EBUSY};

class Pin : public MoveTest
{
};

TEST_P(Pin, by_the_mapping_of_a_static_importer_keeps_the_place)
{
	const Pattern pattern{11};
	const ProbeExporter exporter = create_filled(pattern);
	{
		const ProbeImporter importer =
			probe().attach(exporter.dmabuf(), {.kind = ImporterKind::static_});
		importer.map();

		EXPECT_EQ(exporter.try_move(how()).error(), kBusy);
		EXPECT_TRUE(device_sees(importer, pattern));
		EXPECT_EQ(importer.state().invalidations, 0U);
	}

	move(exporter);
	EXPECT_TRUE(pattern.matches(exporter.dmabuf().map().bytes()));
}

TEST_P(Pin, by_a_dynamic_importer_keeps_the_place_until_the_last_unpin)
{
	const ProbeExporter exporter = probe().create_exporter(size());
	const ProbeImporter first = probe().attach(exporter.dmabuf());
	const ProbeImporter second = probe().attach(exporter.dmabuf());
	first.pin();
	second.pin();

	EXPECT_EQ(exporter.try_move(how()).error(), kBusy);
	first.unpin();
	EXPECT_EQ(exporter.try_move(how()).error(), kBusy);
	EXPECT_EQ(exporter.state().generation, 1U);
	EXPECT_EQ(first.state().invalidations, 0U);

	second.unpin();
	move(exporter);
	EXPECT_EQ(exporter.state().generation, 2U);
}

TEST_P(Pin, ends_with_its_importer)
{
	const ProbeExporter exporter = probe().create_exporter(size());
	{
		const ProbeImporter importer = probe().attach(exporter.dmabuf());
		importer.pin();
		importer.map();
		EXPECT_EQ(exporter.try_move(how()).error(), kBusy);
	}

	move(exporter);
	EXPECT_EQ(exporter.state().generation, 2U);
}

TEST_P(Pin, of_one_buffer_does_not_hold_its_neighbour)
{
	const ProbeExporter pinned = probe().create_exporter(size());
	const ProbeExporter moved = probe().create_exporter(size(), {.shares = &pinned});
	const ProbeImporter importer = probe().attach(pinned.dmabuf());
	importer.pin();

	move(moved);

	EXPECT_EQ(moved.state().generation, 2U);
	EXPECT_EQ(pinned.try_move(how()).error(), kBusy);
}

TEST_P(Pin, waits_for_the_content)
{
	const Pattern pattern{12};
	const ProbeExporter exporter = create_filled(pattern);

	exporter.move(how());
	const ProbeImporter importer =
		probe().attach(exporter.dmabuf(), {.kind = ImporterKind::static_});
	importer.map();

	std::vector<std::byte> seen(size());
	importer.try_read(0, seen, ProbePath::dma, false).take();
	EXPECT_TRUE(pattern.matches(seen));
}

class PinWithoutCallback : public MoveTest
{
protected:
	void SetUp() override
	{
		MoveTest::SetUp();
		require(probe().info().pinned_importers,
			"this kernel has no dynamic importers without a callback (Linux 7.2)");
	}

	ProbeImporter attach_without_callback(const ProbeExporter &exporter)
	{
		return probe().attach(exporter.dmabuf(), {.kind = ImporterKind::dynamic_pinned});
	}
};

TEST_P(PinWithoutCallback, keeps_the_place_until_the_unpin)
{
	const Pattern pattern{13};
	const ProbeExporter exporter = create_filled(pattern);
	const ProbeImporter importer = attach_without_callback(exporter);
	importer.pin();
	importer.map();

	EXPECT_EQ(exporter.try_move(how()).error(), kBusy);
	EXPECT_TRUE(device_sees(importer, pattern));

	importer.unmap();
	importer.unpin();
	move(exporter);
	importer.map();
	EXPECT_TRUE(device_sees(importer, pattern));
	EXPECT_EQ(exporter.state().generation, 2U);
}

TEST_P(PinWithoutCallback, is_passed_over_by_a_move_that_tells_the_others)
{
	const ProbeExporter exporter = probe().create_exporter(size());
	const ProbeImporter before = probe().attach(exporter.dmabuf());
	const ProbeImporter silent = attach_without_callback(exporter);
	const ProbeImporter after = probe().attach(exporter.dmabuf());

	move(exporter);

	EXPECT_EQ(before.state().invalidations, 1U);
	EXPECT_EQ(silent.state().invalidations, 0U);
	EXPECT_EQ(after.state().invalidations, 1U);
}

INSTANTIATE_TEST_SUITE_P(Moves, PinWithoutCallback, both_ways_to_move(), ParameterName{});
INSTANTIATE_TEST_SUITE_P(Moves, Pin, both_ways_to_move(), ParameterName{});

} // namespace
} // namespace cf
