// SPDX-License-Identifier: MIT
//
// Claim: after the callback an importer may use its old mapping until its fences in the reservation
// object have signalled, whatever their usage and however they end; the old pages last as long.
// Owed by: dma_buf_invalidate_mappings(): "until dma_resv_wait_timeout() retires fences the
// importer is allowed to fully access the memory"; include/linux/dma-buf.h, "DYNAMIC IMPORTER
// RULES".
// Red when: an exporter copies or frees before the fences have signalled, waits for fewer usages
// than there are, or gives up when a fence signals with an error.

#include <algorithm>

#include "invalidation/probing.h"

namespace cf
{
namespace
{

struct Usage {
	const char *label;
	FenceUsage usage;

	std::string name() const { return label; }
	std::vector<std::string> roles() const { return {}; }
};

constexpr Errno kNoError{};

// The order in the log of the first event of each kind.
testing::AssertionResult comes_before(const ProbeEvents &events, EventKind first, EventKind second)
{
	const auto at = [&](EventKind kind) {
		return std::find_if(events.begin(), events.end(),
			[kind](const ProbeEvent &event) { return event.kind == kind; });
	};
	if (at(second) == events.end())
		return testing::AssertionFailure() << "no " << second << " in the log";
	if (at(first) < at(second))
		return testing::AssertionSuccess();
	return testing::AssertionFailure() << second << " came before " << first;
}

class Validity : public MoveTest
{
};

TEST_P(Validity, old_pages_last_until_the_importer_is_done)
{
	require_mappings_that_move();
	const ProbeExporter exporter = probe().create_exporter(size());
	const ProbeImporter importer =
		probe().attach(exporter.dmabuf(), {.reaction = Reaction::fence});
	importer.map();
	const SyncFile job = importer.start({.write = true, .time = kJobTime});

	move(exporter);

	EXPECT_TRUE(job.signalled());
	EXPECT_EQ(job.info().status, 1);
	EXPECT_EQ(importer.state().strays, 0U);
	EXPECT_TRUE(comes_before(probe().take_events(), EventKind::job_end, EventKind::move_end));
}

TEST_P(Validity, access_that_was_stopped_meets_nothing)
{
	require_mappings_that_move();
	const ProbeExporter exporter = probe().create_exporter(size());
	const ProbeImporter importer =
		probe().attach(exporter.dmabuf(), {.reaction = Reaction::unmap});
	importer.map();
	const SyncFile job = importer.start({.time = probe().info().limit});

	move(exporter);

	ASSERT_TRUE(job.wait(Deadline::generous()));
	EXPECT_EQ(job.info().status, -ECANCELED);
	EXPECT_EQ(importer.state().strays, 0U);
	EXPECT_FALSE(importer.state().mapped);
}

TEST_P(Validity, kept_mapping_goes_in_bounded_time)
{
	require_mappings_that_move();
	const ProbeExporter exporter = probe().create_exporter(size());
	const ProbeImporter importer =
		probe().attach(exporter.dmabuf(), {.reaction = Reaction::fence});
	importer.map();
	const SyncFile job = importer.start({.time = kJobTime});

	move(exporter);
	exporter.revoke();

	EXPECT_EQ(exporter.state().mappings, 0U);
	EXPECT_TRUE(
		comes_before(probe().take_events(), EventKind::late_unmap, EventKind::revoke_end));
}

// A reset on the importer's side ends its fences with an error while the exporter waits.
TEST_P(Validity, failed_fence_lets_the_move_go_on)
{
	const Pattern pattern{31};
	const ProbeExporter exporter = create_filled(pattern);
	const ProbeFence fence = probe().create_fence();
	probe().add_fence(exporter.dmabuf(), fence.sync_file(), FenceUsage::bookkeep);

	fence.signal(SignalFrom::timer, Errno{ECANCELED});
	move(exporter);

	EXPECT_EQ(exporter.state().generation, 2U);
	EXPECT_TRUE(pattern.matches(exporter.dmabuf().map().bytes()));
}

TEST_P(Validity, expired_fence_lets_the_move_go_on)
{
	const ProbeExporter exporter = probe().create_exporter(size());
	const ProbeFence fence = probe().create_fence({.lifetime = kJobTime});
	const SyncFile file = fence.sync_file();
	probe().add_fence(exporter.dmabuf(), file, FenceUsage::bookkeep);

	move(exporter);

	EXPECT_EQ(file.info().status, -ETIMEDOUT);
	EXPECT_EQ(fence.try_signal(SignalFrom::task, kNoError).error(), Errno{EALREADY});
}

INSTANTIATE_TEST_SUITE_P(Moves, Validity, both_ways_to_move(), ParameterName{});

class FenceOf : public ProbeTest, public testing::WithParamInterface<Usage>
{
};

TEST_P(FenceOf, is_waited_for)
{
	require_mappings_that_move();
	const ProbeExporter exporter = probe().create_exporter(size());
	const ProbeImporter importer =
		probe().attach(exporter.dmabuf(), {.reaction = Reaction::keep});
	importer.map();
	const SyncFile job =
		importer.start({.publish = true, .usage = GetParam().usage, .time = kJobTime});

	exporter.move();

	EXPECT_TRUE(job.signalled());
	EXPECT_EQ(importer.state().strays, 0U);
}

// The fence ends by itself, well after a copy that waits for nothing.
TEST_P(FenceOf, holds_a_pipelined_copy_back)
{
	const ProbeExporter exporter = probe().create_exporter(size());
	const ProbeFence fence = probe().create_fence({.lifetime = 2 * kJobTime});
	probe().add_fence(exporter.dmabuf(), fence.sync_file(), GetParam().usage);

	exporter.move({.pipelined = true});

	EXPECT_TRUE(exporter.dmabuf().export_sync_file(Access::read).wait(Deadline::generous()));
	const ProbeEvents events = probe().take_events();
	EXPECT_TRUE(comes_before(events, EventKind::fence_signal, EventKind::move_end));
	EXPECT_EQ(of_kind(events, EventKind::move_end).size(), 1U);
}

INSTANTIATE_TEST_SUITE_P(Usages, FenceOf,
	testing::Values(Usage{"kernel", FenceUsage::kernel}, Usage{"write", FenceUsage::write},
		Usage{"read", FenceUsage::read}, Usage{"bookkeep", FenceUsage::bookkeep}),
	ParameterName{});

} // namespace
} // namespace cf
