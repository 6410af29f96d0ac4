// SPDX-License-Identifier: MIT
//
// Claim: after buffers of every exporter have come and gone, no count of the kernel's memory is
// below zero: what was counted when they were freed was counted when they were allocated.
// Owed by: vmstat_refresh() in mm/vmstat.c, which warns of such a count "so we know to go looking
// for imbalance" (Documentation/admin-guide/sysctl/vm.rst, stat_refresh).
// Red when: an exporter has its pages by a way that forgets to count them, as udmabuf of 7.2
// has those of a hugetlb file (alloc_hugetlb_folio_reserve()). The red is the kernel's warning.

#include <gtest/gtest.h>

#include "base/text_file.h"
#include "support/matrix/pairs.h"
#include "support/require.h"

namespace cf
{
namespace
{

// More than a processor keeps to itself of a count.
constexpr int kBuffers = 8;
constexpr std::size_t kSize = std::size_t{2} << 20;

// A file of the kernel's that reports what it finds to the log.
Status try_refresh_counts()
{
	return try_write_text("/proc/sys/vm/stat_refresh", "1");
}

TEST(PageCounts, do_not_fall_below_zero)
{
	require_present(try_refresh_counts(), "needs /proc/sys/vm/stat_refresh and root");
	ASSERT_FALSE(exporters().empty());

	for (const ExporterRef &exporter : exporters())
		for (int made = 0; made < kBuffers; ++made) {
			const auto buffer = exporter->create(kSize);
			EXPECT_GE(buffer->dmabuf().size(), kSize) << exporter->name();
		}

	EXPECT_TRUE(try_refresh_counts().ok());
}

} // namespace
} // namespace cf
