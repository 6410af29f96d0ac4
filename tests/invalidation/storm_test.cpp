// SPDX-License-Identifier: MIT
//
// Claim: importers may come, map, unmap and go while the buffer moves all the time: nobody sees a
// place that was left, no callback is lost, and nothing is left over at the end.
// Owed by: include/linux/dma-buf.h: the lock of the reservation object "makes sure that no mapping
// is created concurrently with an ongoing move operation", and the attachment list is under it.
// Red when: an attachment is visible before its importer can be called, or is called after detach,
// a mapping of the old place is made during a move, or a count goes wrong.

#include <atomic>
#include <thread>

#include "invalidation/probing.h"

namespace cf
{
namespace
{

constexpr int kRounds = 60;

struct Importing {
	const char *label;
	Reaction reaction;

	std::string name() const { return label; }
	std::vector<std::string> roles() const { return {}; }
};

class Storm : public ProbeTest, public testing::WithParamInterface<Importing>
{
protected:
	void SetUp() override
	{
		ProbeTest::SetUp();
		require_mappings_that_move();
	}

	// Moves until told to stop, one way and the other.
	static void move_until(const std::atomic<bool> &stop, const ProbeExporter &exporter)
	{
		for (bool pipelined = false; !stop; pipelined = !pipelined)
			exporter.move({.pipelined = pipelined});
	}
};

TEST_P(Storm, importers_come_and_go)
{
	const ProbeExporter exporter = probe().create_exporter(size());
	std::atomic<bool> stop = false;
	std::thread mover{[&] {
		move_until(stop, exporter);
	}};

	std::uint64_t strays = 0;
	for (int round = 0; round < kRounds; ++round) {
		const ProbeImporter importer =
			probe().attach(exporter.dmabuf(), {.reaction = GetParam().reaction});
		importer.map();
		// ENXIO: a move has just taken the mapping away.
		const Result<SyncFile> job = importer.try_start({.publish = true, .time = {}});
		EXPECT_TRUE(job.ok() || job.error() == Errno{ENXIO}) << job.error();
		EXPECT_TRUE(!job.ok() || job.value().wait(Deadline::generous()));
		strays += importer.state().strays;
	}
	stop = true;
	mover.join();

	EXPECT_EQ(strays, 0U);
	EXPECT_EQ(exporter.state().attachments, 0U);
	EXPECT_EQ(exporter.state().mappings, 0U);
}

TEST_P(Storm, one_importer_hears_of_every_move)
{
	const ProbeExporter exporter = probe().create_exporter(size());
	const ProbeImporter importer =
		probe().attach(exporter.dmabuf(), {.reaction = GetParam().reaction});

	for (int round = 0; round < kRounds; ++round)
		exporter.move({.pipelined = round % 2 == 0});
	exporter.revoke();

	EXPECT_EQ(importer.state().invalidations, kRounds + 1U);
	EXPECT_EQ(exporter.state().generation, kRounds + 1U);
}

INSTANTIATE_TEST_SUITE_P(Reactions, Storm,
	testing::Values(Importing{"unmap", Reaction::unmap}, Importing{"fence", Reaction::fence},
		Importing{"remap", Reaction::remap}),
	ParameterName{});

} // namespace
} // namespace cf
