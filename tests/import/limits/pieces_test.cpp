// SPDX-License-Identifier: MIT
//
// Claim: no piece of a mapping is longer than the importing device takes, which is 64 KiB unless
// its driver has said more.
// Owed by: include/linux/dma-buf.h, @map_dma_buf and @attach: what an importer requires stands in
// its device_dma_parameters; include/linux/dma-mapping.h, dma_get_max_seg_size(). The kernel's own
// CONFIG_DMA_API_DEBUG reports such a piece.
// Red when: an exporter makes its pieces as long as its memory happens to be
// (sg_alloc_table_from_pages() instead of sg_alloc_table_from_pages_segment()); or the longer ones
// are not even mapped, where they must be copied to be in reach.

#include <algorithm>

#include "import/limits/limited_device.h"

namespace cf
{
namespace
{

constexpr std::size_t kSize = std::size_t{16} << 20;

class Pieces : public LimitedDeviceTest
{
};

TEST_P(Pieces, are_no_longer_than_the_device_takes)
{
	const auto buffer = exporter().create(std::min(kSize, exporter().max_size()));
	require(mapped_without_limits(buffer->dmabuf()).longest > kLimitedPiece,
		"this memory is in short pieces by itself");
	const ProbeImporter importer = attach_limited(buffer->dmabuf());
	importer.map();

	EXPECT_LE(importer.state().longest, kLimitedPiece);
}

GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(Pieces);
INSTANTIATE_TEST_SUITE_P(Exporters, Pieces, testing::ValuesIn(exporters()), ParameterName{});

} // namespace
} // namespace cf
