// SPDX-License-Identifier: MIT
//
// Claim: a buffer that was handed out, mapped and closed gives its memory back.
// Owed by: Documentation/driver-api/dma-buf.rst, "Basic Operation and Device DMA Access": the
// exporter's release() comes with the last reference, and frees what the buffer stands on;
// drivers/gpu/drm/drm_prime.c, drm_gem_dmabuf_release() and drm_gem_prime_handle_to_dmabuf().
// Red when: an export keeps a reference to the object, or the last descriptor's end drops none:
// the dma-buf is gone from every list, and its pages belong to nobody.

#include <algorithm>
#include <limits>

#include <gtest/gtest.h>

#include "host/meminfo.h"
#include "support/matrix/sharing.h"

namespace cf
{
namespace
{

// A leak shows in every round, what others of the machine do in some.
constexpr int kRounds = 3;
constexpr int kBuffersARound = 24;
constexpr std::size_t kSize = std::size_t{1} << 20;
constexpr std::int64_t kAtOnce = std::int64_t{kBuffersARound} * kSize;

class Pages : public ExporterTest
{
protected:
	void SetUp() override { require_mappable(exporter()); }

	// Each page is touched: before that there may be none.
	void use_and_close_some() const
	{
		for (int made = 0; made < kBuffersARound; ++made) {
			const auto buffer = exporter().create(kSize);
			const Mapping mapping = buffer->dmabuf().map();
			for (std::size_t at = 0; at < kSize; at += page_size())
				mapping.bytes()[at] = std::byte{1};
		}
	}
};

TEST_P(Pages, come_back)
{
	use_and_close_some();
	std::int64_t lost = std::numeric_limits<std::int64_t>::max();
	for (int round = 0; round < kRounds; ++round) {
		const std::int64_t before = available_memory();
		ASSERT_GT(before, 0) << "/proc/meminfo has no MemAvailable";
		use_and_close_some();
		lost = std::min(lost, before - available_memory());
	}
	EXPECT_LT(lost, kAtOnce / 2)
		<< "bytes fewer than before " << kBuffersARound << " buffers of " << kSize;
}

GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(Pages);
INSTANTIATE_TEST_SUITE_P(Exporters, Pages, testing::ValuesIn(exporters()), ParameterName{});

} // namespace
} // namespace cf
