// SPDX-License-Identifier: MIT
//
// Claim: a move calls the callback of each dynamic attachment of that buffer exactly once, in task
// context under the reservation object's lock, before any content is copied; others hear nothing.
// Owed by: include/linux/dma-buf.h (dma_buf_attach_ops, the callback is "called with the lock of
// the reservation object held") and dma_buf_invalidate_mappings(): "informs all attachments".
// Red when: an attachment is left out or told twice, the lock is dropped around the callback, or
// the content is copied before the importers know.

#include <algorithm>
#include <array>

#include "invalidation/probing.h"

namespace cf
{
namespace
{

constexpr std::array kOrder{EventKind::move_begin, EventKind::invalidate, EventKind::unmap,
	EventKind::invalidate_end, EventKind::move_end};

class Callback : public MoveTest
{
protected:
	ProbeEvents calls_of(const ProbeImporter &importer)
	{
		return of_object(of_kind(probe().take_events(), EventKind::invalidate),
			importer.state().object);
	}
};

TEST_P(Callback, comes_once_a_move)
{
	require_mappings_that_move();
	const ProbeExporter exporter = probe().create_exporter(size());
	const ProbeImporter importer = probe().attach(exporter.dmabuf());

	for (std::uint64_t moves = 1; moves <= 3; ++moves) {
		importer.map();
		move(exporter);
		EXPECT_EQ(importer.state().invalidations, moves);
	}
}

TEST_P(Callback, comes_to_each_of_several_importers)
{
	const ProbeExporter exporter = probe().create_exporter(size());
	std::vector<ProbeImporter> importers;
	importers.reserve(4);
	while (importers.size() < 4)
		importers.push_back(probe().attach(exporter.dmabuf()));

	move(exporter);

	for (const ProbeImporter &importer : importers)
		EXPECT_EQ(importer.state().invalidations, 1U);
}

TEST_P(Callback, comes_also_without_a_mapping)
{
	const ProbeExporter exporter = probe().create_exporter(size());
	const ProbeImporter importer = probe().attach(exporter.dmabuf());

	move(exporter);

	EXPECT_EQ(importer.state().invalidations, 1U);
}

TEST_P(Callback, runs_in_a_task_under_the_lock)
{
	const ProbeExporter exporter = probe().create_exporter(size());
	const ProbeImporter importer = probe().attach(exporter.dmabuf());

	move(exporter);

	const ProbeEvents calls = calls_of(importer);
	ASSERT_EQ(calls.size(), 1U);
	EXPECT_FALSE(calls[0].in_interrupt());
	EXPECT_TRUE(calls[0].resv_locked());
	EXPECT_EQ(calls[0].resv_held(), probe().info().sees_locks);
}

TEST_P(Callback, comes_before_the_content_moves)
{
	require_mappings_that_move();
	const ProbeExporter exporter = probe().create_exporter(size());
	const ProbeImporter importer = probe().attach(exporter.dmabuf());
	importer.map();

	move(exporter);

	const ProbeEvents events = of_kinds(probe().take_events(), kOrder);
	EXPECT_TRUE(std::equal(kOrder.begin(), kOrder.end(), events.begin(), events.end(),
		[](EventKind kind, const ProbeEvent &event) { return event.kind == kind; }))
		<< testing::PrintToString(kinds_of(events));
}

TEST_P(Callback, stays_away_after_detach)
{
	const ProbeExporter exporter = probe().create_exporter(size());
	{
		const ProbeImporter gone = probe().attach(exporter.dmabuf());
		gone.map();
	}

	move(exporter);

	EXPECT_TRUE(of_kind(probe().take_events(), EventKind::invalidate).empty());
	EXPECT_EQ(exporter.state().attachments, 0U);
}

TEST_P(Callback, spares_the_other_buffer_of_a_shared_reservation_object)
{
	const ProbeExporter moved = probe().create_exporter(size());
	const ProbeExporter other = probe().create_exporter(size(), {.shares = &moved});
	const ProbeImporter told = probe().attach(moved.dmabuf());
	const ProbeImporter spared = probe().attach(other.dmabuf());
	spared.map();

	move(moved);

	EXPECT_EQ(told.state().invalidations, 1U);
	EXPECT_EQ(spared.state().invalidations, 0U);
	EXPECT_TRUE(spared.state().mapped);
	EXPECT_EQ(other.state().generation, 1U);
}

INSTANTIATE_TEST_SUITE_P(Moves, Callback, both_ways_to_move(), ParameterName{});

} // namespace
} // namespace cf
