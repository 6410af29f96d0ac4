// SPDX-License-Identifier: MIT
//
// Claim: a sync_file taken from one driver's buffer and imported into another driver's makes that
// one wait for the same fence, as a reader or as the writer, whichever was asked for.
// Owed by: include/uapi/linux/dma-buf.h, DMA_BUF_IOCTL_IMPORT_SYNC_FILE, and
// Documentation/driver-api/dma-buf.rst, "Implicit Synchronization" (bridging to explicit fences).
// Red when: an import keeps the file but not its fences, adds them with another usage, or a fence
// of one driver signals for one of the two buffers only.

#include <gtest/gtest.h>

#include "support/matrix/sharing.h"

namespace cf
{

struct Carried {
	FencedExporter from;
	ExporterRef to;

	std::string name() const { return from.name() + "_into_" + to->name(); }
	std::vector<std::string> roles() const
	{
		return {from.source->name(), from.exporter->name(), to->name()};
	}
};

namespace
{

std::vector<Carried> carried_between_drivers()
{
	std::vector<Carried> found;
	for (const FencedExporter &from : fenced_exporters())
		for (const ExporterRef &to : exporters())
			if (from.exporter->driver() != to->driver())
				found.push_back({from, to});
	return found;
}

class CarriedOver : public testing::TestWithParam<Carried>
{
protected:
	void SetUp() override
	{
		require_fenceable(*GetParam().from.source, *GetParam().from.exporter);
	}
};

TEST_P(CarriedOver, holds_up_the_other_buffer_until_it_signals)
{
	const auto &[from, to] = GetParam();
	const auto source = from.exporter->create(page_size());
	const auto target = to->create(page_size());
	const auto fence = from.source->attach(source->dmabuf(), Access::write);

	const SyncFile file = source->dmabuf().export_sync_file(Access::read);
	target->dmabuf().import_sync_file(file, Access::write);
	EXPECT_FALSE(target->dmabuf().idle_for_reading());
	EXPECT_FALSE(target->dmabuf().idle_for_writing());

	fence->signal();
	EXPECT_TRUE(target->dmabuf().idle_for_reading());
	EXPECT_TRUE(target->dmabuf().idle_for_writing());
}

TEST_P(CarriedOver, as_a_reader_holds_up_writers_only)
{
	const auto &[from, to] = GetParam();
	const auto source = from.exporter->create(page_size());
	const auto target = to->create(page_size());
	const auto fence = from.source->attach(source->dmabuf(), Access::write);

	const SyncFile file = source->dmabuf().export_sync_file(Access::read);
	target->dmabuf().import_sync_file(file, Access::read);

	EXPECT_TRUE(target->dmabuf().idle_for_reading());
	EXPECT_FALSE(target->dmabuf().idle_for_writing());
	fence->signal();
	EXPECT_TRUE(target->dmabuf().idle_for_writing());
}

GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(CarriedOver);
INSTANTIATE_TEST_SUITE_P(
	Fences, CarriedOver, testing::ValuesIn(carried_between_drivers()), ParameterName{});

} // namespace
} // namespace cf
