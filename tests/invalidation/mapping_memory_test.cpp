// SPDX-License-Identifier: MIT
//
// Claim: what an exporter allocates for a mapping, it frees when the mapping is unmapped.
// Owed by: include/linux/dma-buf.h, unmap_dma_buf: "should unmap and release the &sg_table
// allocated in @map_dma_buf".
// Red when: the table goes without its entries, as of dma_buf_free_sgt() in 7.2, or the exporter
// keeps for each mapping what it looked up for it.

#include "invalidation/mapping_memory.h"
#include "invalidation/revoke/memory.h"
#include "support/matrix/pairs.h"
#include "support/matrix/sharing.h"

namespace cf
{
namespace
{

class MappingOf : public ProbeTest, public testing::WithParamInterface<ExporterRef>
{
};

TEST_P(MappingOf, leaves_no_memory_behind)
{
	require_mapped_for_others(*GetParam());
	const auto buffer = GetParam()->create(size());
	const ProbeImporter importer = probe().attach(buffer->dmabuf());

	EXPECT_TRUE(nothing_is_lost_by(importer));
}

GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(MappingOf);
INSTANTIATE_TEST_SUITE_P(Exporters, MappingOf, testing::ValuesIn(exporters()), ParameterName{});

class MappingOfDeviceMemory : public DeviceMemoryTest
{
};

TEST_F(MappingOfDeviceMemory, leaves_no_memory_behind_of_the_device)
{
	const DmaBuf buffer = export_memory();
	const ProbeImporter importer = probe().attach(buffer, peer());

	EXPECT_TRUE(nothing_is_lost_by(importer));
}

} // namespace
} // namespace cf
