// SPDX-License-Identifier: MIT
//
// Claim: the probe's importer, static or dynamic, gets any driver's buffer by DMA address and by
// kernel mapping, sees what its exporter wrote there, and what it writes the exporter sees.
// Owed by: Documentation/driver-api/dma-buf.rst, "Basic Operation and Device DMA Access"; the tool
// that the invalidation tests look through must itself see right.
// Red when: an exporter maps other pages than its own, or of a piece of several only the first,
// maps them for the CPU alone, or treats a dynamic importer other than a static one; or the probe's
// way through DMA addresses is wrong.

#include "invalidation/probing.h"
#include "support/matrix/pairs.h"
#include "support/matrix/sharing.h"

namespace cf
{
namespace
{

constexpr KernelVersion kMappingsNotKept{6, 16};

struct Kind {
	const char *label;
	ImporterKind kind;

	std::string name() const { return label; }
	std::vector<std::string> roles() const { return {"probe"}; }
};

class ForeignExporter : public ProbeTest,
			public testing::WithParamInterface<std::tuple<ExporterRef, Kind>>
{
protected:
	const Exporter &exporter() const { return *std::get<ExporterRef>(GetParam()); }

	const Refusal *refusal() const
	{
		return expected_refusal(
			{exporter().driver(), exporter().name()}, {"probe", "probe"});
	}

	ProbeImporterOptions options() const { return {.kind = std::get<Kind>(GetParam()).kind}; }
};

TEST_P(ForeignExporter, maps_for_a_device_unless_known_not_to)
{
	const auto buffer = exporter().create(size());

	const Result<ProbeImporter> importer = probe().try_attach(buffer->dmabuf(), options());
	const Errno error = importer.ok() ? importer.value().try_map(Direction::both_ways).error()
					  : importer.error();

	EXPECT_EQ(error, Errno{refusal() ? refusal()->error : 0});
}

TEST_P(ForeignExporter, shows_its_content_at_the_dma_addresses)
{
	require_mapped_for_others(exporter());
	const Pattern pattern{41};
	const auto buffer = exporter().create(size());
	pattern.write_to(*buffer, size());
	const ProbeImporter importer = probe().attach(buffer->dmabuf(), options());
	importer.map();

	EXPECT_TRUE(device_sees(importer, pattern));
}

// Of a buffer that comes in pieces of several pages.
TEST_P(ForeignExporter, shows_all_of_a_large_one)
{
	require_mapped_for_others(exporter());
	constexpr std::size_t size = std::size_t{1} << 20;
	const Pattern pattern{43};
	const auto buffer = exporter().create(size);
	pattern.write_to(*buffer, size);
	const ProbeImporter importer = probe().attach(buffer->dmabuf(), options());
	importer.map();

	EXPECT_TRUE(device_sees(importer, pattern, size));
}

TEST_P(ForeignExporter, sees_what_the_device_writes)
{
	require_mapped_for_others(exporter());
	const Pattern pattern{42};
	const auto buffer = exporter().create(size());
	const ProbeImporter importer = probe().attach(buffer->dmabuf(), options());
	importer.map();

	write_by_device(importer, pattern, size());
	importer.unmap();

	EXPECT_TRUE(pattern.is_in(*buffer, size()));
}

// An attachment is bound to no direction, once its mapping is not kept any more (b72f66f22c0e).
TEST_P(ForeignExporter, is_mapped_in_another_direction_the_next_time)
{
	require_mapped_for_others(exporter());
	const auto buffer = exporter().create(size());
	const ProbeImporter importer = probe().attach(buffer->dmabuf(), options());
	importer.map(Direction::to_device);
	importer.unmap();

	const Errno error = importer.try_map(Direction::from_device).error();

	require(error != Errno{EBUSY} || KernelVersion::running() >= kMappingsNotKept,
		"this exporter's mappings are kept, with their direction, before 6.16");
	EXPECT_EQ(error, Errno{});
}

TEST_P(ForeignExporter, carries_the_fence_of_the_device)
{
	require_mapped_for_others(exporter());
	const auto buffer = exporter().create(size());
	const ProbeImporter importer = probe().attach(buffer->dmabuf(), options());
	importer.map();

	const SyncFile job = importer.start(
		{.write = true, .publish = true, .usage = FenceUsage::write, .time = kJobTime});
	const SyncFile pending = buffer->dmabuf().export_sync_file(Access::read);

	ASSERT_TRUE(pending.wait(Deadline::generous()));
	EXPECT_TRUE(job.signalled());
	EXPECT_EQ(job.info().status, 1);
}

GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(ForeignExporter);
INSTANTIATE_TEST_SUITE_P(Exporters, ForeignExporter,
	testing::Combine(testing::ValuesIn(exporters()),
		testing::Values(Kind{"to_static", ImporterKind::static_},
			Kind{"to_dynamic", ImporterKind::dynamic})),
	ParameterName{});

} // namespace
} // namespace cf
