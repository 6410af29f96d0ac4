// SPDX-License-Identifier: MIT
//
// Claim: a new buffer is all zeroes, also when its memory has just been somebody else's that was
// full of data.
// Owed by: Documentation/userspace-api/dma-buf-heaps.rst and dma-heap.h; for dumb buffers
// DRM_IOCTL_MODE_CREATE_DUMB; for all: userspace must never see memory of other processes.
// Red when: an allocator takes pages from a pool of its own or from the page allocator without
// clearing them.

#include <gtest/gtest.h>

#include <algorithm>

#include "support/content/pattern.h"
#include "support/matrix/sharing.h"

namespace cf
{
namespace
{

// More than one, so that what was freed is not all taken again by the first that asks.
constexpr std::size_t kBuffers = 3;
constexpr std::size_t kRounds = 6;

class NewBuffer : public SizedExporterTest
{
protected:
	std::vector<std::unique_ptr<ExportedBuffer>> create_some() const
	{
		std::vector<std::unique_ptr<ExportedBuffer>> buffers;
		std::generate_n(std::back_inserter(buffers), kBuffers,
			[this] { return exporter().create(size()); });
		return buffers;
	}

	// The offset of the first byte that is not zero; the size when there is none.
	std::size_t first_content_of(const ExportedBuffer &buffer) const
	{
		std::vector<std::byte> bytes(size());
		buffer.read(0, bytes);
		const auto found = std::find_if(bytes.begin(), bytes.end(),
			[](std::byte byte) { return byte != std::byte{0}; });
		return static_cast<std::size_t>(found - bytes.begin());
	}
};

TEST_P(NewBuffer, is_zero_where_another_was_full)
{
	const Pattern pattern{1};
	for (std::size_t round = 0; round < kRounds; ++round) {
		for (const auto &buffer : create_some()) {
			ASSERT_EQ(first_content_of(*buffer), size()) << "round " << round;
			pattern.write_to(*buffer, size());
		}
	}
}

GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(NewBuffer);
INSTANTIATE_TEST_SUITE_P(Exporters, NewBuffer,
	testing::ValuesIn(sized_exporters({page_size(), 274 * page_size()})), ParameterName{});

} // namespace
} // namespace cf
