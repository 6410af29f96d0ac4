// SPDX-License-Identifier: MIT
//
// Claim: a buffer keeps its content when it moves, and whoever maps it during or after the move
// gets its new pages only, complete once the KERNEL fence has signalled.
// Owed by: dma_buf_invalidate_mappings(): "importers are free to request a new mapping in parallel
// as this function returns"; include/linux/dma-buf.h, "dynamic importers must obey the write
// fences and wait for them to signal before allowing access".
// Red when: the copy is left out or published late, a new mapping shows the place that was left,
// or userspace still writes there.

#include <algorithm>

#include "invalidation/probing.h"

namespace cf
{
namespace
{

class Content : public MoveTest
{
protected:
	// The generations that importers were given, in their order.
	std::vector<std::uint32_t> mapped_generations()
	{
		std::vector<std::uint32_t> generations;
		for (const ProbeEvent &event : of_kind(probe().take_events(), EventKind::map))
			generations.push_back(event.generation);
		return generations;
	}
};

TEST_P(Content, follows_the_buffer)
{
	const Pattern pattern{1};
	const ProbeExporter exporter = create_filled(pattern);

	move(exporter);
	move(exporter);

	EXPECT_TRUE(pattern.matches(exporter.dmabuf().map().bytes()));
	EXPECT_EQ(exporter.state().generation, 3U);
}

TEST_P(Content, of_a_new_mapping_is_complete_after_the_fence)
{
	require_mappings_that_move();
	const Pattern pattern{2};
	const ProbeExporter exporter = create_filled(pattern);
	const ProbeImporter importer = probe().attach(exporter.dmabuf());
	importer.map();

	exporter.move(how());
	importer.map();

	EXPECT_TRUE(device_sees(importer, pattern));
	EXPECT_EQ(mapped_generations(), (std::vector<std::uint32_t>{1, 2}));
}

TEST_P(Content, of_a_mapping_made_in_the_callback_is_the_new_place)
{
	require_mappings_that_move();
	const Pattern pattern{3};
	const ProbeExporter exporter = create_filled(pattern);
	const ProbeImporter importer =
		probe().attach(exporter.dmabuf(), {.reaction = Reaction::remap});
	importer.map();

	exporter.move(how());

	EXPECT_TRUE(importer.state().mapped);
	EXPECT_TRUE(device_sees(importer, pattern));
	EXPECT_EQ(mapped_generations(), (std::vector<std::uint32_t>{1, 2}));
}

TEST_P(Content, written_by_the_device_before_the_move_follows)
{
	require_mappings_that_move();
	const Pattern pattern{4};
	const ProbeExporter exporter = probe().create_exporter(size());
	const ProbeImporter importer = probe().attach(exporter.dmabuf());
	importer.map();
	write_by_device(importer, pattern, size());

	move(exporter);

	EXPECT_TRUE(pattern.matches(exporter.dmabuf().map().bytes()));
}

TEST_P(Content, written_by_userspace_reaches_the_new_place)
{
	const Pattern before{5};
	const Pattern after{6};
	const ProbeExporter exporter = create_filled(before);
	const Mapping mapping = exporter.dmabuf().map();
	EXPECT_TRUE(before.matches(mapping.bytes()));
	const ProbeImporter importer = probe().attach(exporter.dmabuf());

	exporter.move(how());
	EXPECT_TRUE(before.matches(mapping.bytes()));
	after.fill(mapping.bytes());
	importer.map();

	EXPECT_TRUE(device_sees(importer, after));
}

TEST_P(Content, is_seen_through_a_kernel_mapping_at_once)
{
	const Pattern pattern{7};
	const ProbeExporter exporter = create_filled(pattern);
	const ProbeImporter importer = probe().attach(exporter.dmabuf());

	exporter.move(how());

	EXPECT_TRUE(pattern.read_by(
		[&](std::size_t at, auto bytes) {
			importer.try_read(at, bytes, ProbePath::vmap, false).take();
		},
		size()));
}

TEST_P(Content, of_the_place_that_was_left_is_not_written_again)
{
	require_mappings_that_move();
	const ProbeExporter exporter = probe().create_exporter(size());
	{
		const ProbeImporter importer =
			probe().attach(exporter.dmabuf(), {.reaction = Reaction::fence});
		importer.map();
		const SyncFile job = importer.start({.write = true, .time = kJobTime});
		move(exporter);
		ASSERT_TRUE(job.wait(Deadline::generous()));
	}

	const ProbeEvents events = probe().take_events();
	EXPECT_TRUE(of_kind(events, EventKind::stray_write).empty());
	EXPECT_TRUE(of_kind(events, EventKind::job_stray).empty());
}

INSTANTIATE_TEST_SUITE_P(Moves, Content, both_ways_to_move(), ParameterName{});

} // namespace
} // namespace cf
