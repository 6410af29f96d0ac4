// SPDX-License-Identifier: MIT
//
// Claim: DMA_BUF_IOCTL_SYNC that runs out of memory, at whichever of its allocations, fails with
// ENOMEM and works the next time.
// Owed by: Documentation/driver-api/dma-buf.rst, "CPU Access to DMA Buffer Objects":
// begin_cpu_access() may fail, and who failed may ask again.
// Red when: an exporter keeps half of what it had prepared, or the error in the place of it.

#include "dmabuf/cpu_access.h"
#include "host/kernel/failing_allocation.h"
#include "support/labels.h"
#include "support/matrix/sharing.h"

namespace cf
{
namespace
{

constexpr unsigned kAllocations = 200; // more than any exporter makes for a few pages

class ShortOfMemory : public ExporterTest
{
protected:
	void SetUp() override
	{
		require_present(try_prepare_failing_allocations(),
			"needs CONFIG_FAILSLAB, CONFIG_FAIL_PAGE_ALLOC and debugfs");
	}

	struct Attempt {
		Errno error;
		bool failed; // so many allocations were there
	};

	static Attempt begin(const DmaBuf &dmabuf, unsigned nth)
	{
		const FailingAllocation failing{nth};
		const Errno error = dmabuf.try_begin_cpu_access(Access::read_write).error();
		return {error, failing.happened()};
	}
};

// The kernel's own checks allocate as well, and switch themselves off when that fails.
const Labelled<ShortOfMemory> short_of_memory{Label::hunt};

// Each time a new buffer: the first access prepares what the others have.
TEST_P(ShortOfMemory, works_the_next_time)
{
	unsigned nth = 1;
	for (; nth <= kAllocations; ++nth) {
		const auto buffer = exporter().create(16 * page_size());
		const DmaBuf &dmabuf = buffer->dmabuf();
		const auto [error, failed] = begin(dmabuf, nth);
		EXPECT_TRUE(is_injected_or_fine(error))
			<< error.name() << " with allocation " << nth;
		if (error == Errno{})
			dmabuf.try_end_cpu_access(Access::read_write).take();

		CpuAccess again{dmabuf, Access::read_write};
		again.end();
		if (!failed)
			break;
	}
	EXPECT_LE(nth, kAllocations);
}

GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(ShortOfMemory);
INSTANTIATE_TEST_SUITE_P(Exporters, ShortOfMemory, testing::ValuesIn(exporters()), ParameterName{});

} // namespace
} // namespace cf
