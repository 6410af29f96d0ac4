// SPDX-License-Identifier: MIT
//
// Claim: when a buffer has moved every importer has been told and none has a mapping of the old
// place; and a mapping made afterwards shows what the buffer held. What that costs by the number of
// importers and by the buffer's size is measured against a bare ioctl.
// Owed by: Documentation/driver-api/dma-buf.rst and include/linux/dma-buf.h,
// dma_buf_invalidate_mappings() and "DYNAMIC IMPORTER RULES"; seed 003.
// Red when: an importer is not told, keeps its mapping, or sees old memory through a new one.

#include <gtest/gtest.h>

#include <array>
#include <optional>

#include "latency/calls.h"
#include "latency/moving/copier.h"
#include "latency/moving/shared_buffer.h"
#include "measure/thread/placement.h"
#include "support/content/pattern.h"
#include "support/labels.h"
#include "support/matrix/moving.h"
#include "support/matrix/pending_file.h"

namespace cf
{
namespace
{

constexpr std::array<std::size_t, 4> kImporters{1, 4, 16, 64};
constexpr std::size_t kMost = 8 << 20;

class Moves : public FenceProbeTest, public testing::WithParamInterface<Moving>
{
protected:
	void SetUp() override
	{
		FenceProbeTest::SetUp();
		require_mappings_that_move();
		copier_.emplace(place_threads().waiter);
	}

	void measure(std::span<const std::size_t> sizes, const auto &make)
	{
		CallEffort effort;
		if (GetParam().move.pipelined)
			effort.noise = {"the copy and the calls run at the same time"};
		measure_calls(
			sizes,
			[&](std::size_t size) {
				const std::shared_ptr<Shared> shared = make(size);
				return [shared](Calls &calls) {
					shared->take_turn(calls, GetParam().move);
				};
			},
			effort);
	}

private:
	std::optional<BoundCopier> copier_;
};

const Labelled<Moves> moves{Label::bench};

TEST_P(Moves, tell_any_number_of_importers)
{
	measure(kImporters, [&](std::size_t importers) {
		return std::make_shared<Shared>(probe(), page_size(), importers);
	});
}

TEST_P(Moves, take_a_buffer_of_any_size)
{
	measure(buffer_sizes_up_to(kMost),
		[&](std::size_t size) { return std::make_shared<Shared>(probe(), size, 1); });
}

class ForeignMoves : public FenceProbeTest, public testing::WithParamInterface<ImporterRef>
{
protected:
	// Many map the buffer for themselves when they first need it, and pin it then.
	static void look(ImportedBuffer &imported)
	{
		std::byte first{};
		imported.read(0, {&first, 1});
	}
};

const Labelled<ForeignMoves> foreign_moves{Label::bench};

// Its first use is a look at the content, where it can look.
TEST_P(ForeignMoves, are_followed_by_who_does_not_pin)
{
	const Pattern pattern{18};
	const ProbeExporter exporter = probe().create_exporter(page_size());
	const DmaBuf dmabuf = exporter.dmabuf();
	const auto session = GetParam()->open();
	const auto imported = session->try_import(dmabuf);
	require(imported.ok(), "does not import the probe's buffers");
	if (GetParam()->sight().reads)
		look(*imported.value());
	require(exporter.state().pins == 0, "pins what it imports, so that it can't move");
	pattern.fill(dmabuf.map().bytes());

	std::uint32_t generation = exporter.state().generation;
	constexpr std::array<std::size_t, 1> alone{1};
	measure_calls(alone, [&](std::size_t) {
		return [&](Calls &calls) {
			calls.time("move", [&] { exporter.move(); });
			EXPECT_EQ(exporter.state().generation, ++generation);
			if (!GetParam()->sight().reads)
				return;
			EXPECT_TRUE(calls.time("first_use",
				[&] { return pattern.is_in(*imported.value(), page_size()); }));
		};
	});
}

INSTANTIATE_TEST_SUITE_P(Importers, ForeignMoves, testing::ValuesIn(importers()), ParameterName{});

INSTANTIATE_TEST_SUITE_P(Ways, Moves,
	testing::Values(Moving{"waiting", {}}, Moving{"pipelined", {.pipelined = true}}),
	ParameterName{});

} // namespace
} // namespace cf
