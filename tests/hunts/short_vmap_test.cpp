// SPDX-License-Identifier: MIT
//
// Claim: a kernel mapping that an importer asks for and that runs out of memory, at whichever of
// its allocations, fails with ENOMEM, says nothing in the log, and works the next time.
// Owed by: drivers/dma-buf/dma-buf.c, dma_buf_vmap() ("This call may fail due to lack of virtual
// mapping address space"): what may fail is no reason to warn.
// Red when: the failure of an exporter's vmap is taken for a bug of the kernel, and warned of; or
// an exporter keeps half of a mapping.

#include "host/kernel/failing_allocation.h"

#include "base/text_file.h"
#include "dmabuf/cpu_access.h"
#include "support/labels.h"
#include "support/matrix/pending_file.h"

namespace cf
{
namespace
{

// More than any exporter makes for a buffer of a few pages.
constexpr unsigned kAllocations = 200;
constexpr const char *kWarnAgain = "/sys/kernel/debug/clear_warn_once";

class ShortVmap : public ExporterTest
{
protected:
	void SetUp() override
	{
		probe_.emplace(require_present(Probe::try_open(), kProbeNeeded));
		require_present(try_prepare_failing_allocations(),
			"needs CONFIG_FAILSLAB, CONFIG_FAIL_PAGE_ALLOC and debugfs");
		require_mapped_for_others(exporter());
		try_write_text(kWarnAgain, "1").take();
		require(error_of_vmap(0).error == Errno{}, "this exporter maps for no kernel");
	}

	struct Attempt {
		Errno error;
		bool failed = false; // so many allocations were there
	};

	// Reads a new buffer through a mapping whose nth allocation fails; 0: none does.
	Attempt error_of_vmap(unsigned nth)
	{
		const auto buffer = exporter().create(16 * page_size());
		const ProbeImporter importer = probe_->attach(buffer->dmabuf());
		// What a first access prepares is not what the mapping takes.
		CpuAccess{buffer->dmabuf(), Access::read}.end();
		std::vector<std::byte> bytes(page_size());
		Attempt attempt;
		if (nth == 0)
			return {importer.try_read(0, bytes, ProbePath::vmap).error(), false};
		{
			const FailingAllocation failing{nth};
			attempt.error = importer.try_read(0, bytes, ProbePath::vmap).error();
			attempt.failed = failing.happened();
		}
		EXPECT_EQ(importer.try_read(0, bytes, ProbePath::vmap).error(), Errno{});
		return attempt;
	}

private:
	std::optional<Probe> probe_;
};

const Labelled<ShortVmap> short_vmap{Label::hunt};

TEST_P(ShortVmap, fails_without_a_word)
{
	unsigned nth = 1;
	for (; nth <= kAllocations; ++nth) {
		const auto [error, failed] = error_of_vmap(nth);
		EXPECT_TRUE(is_injected_or_fine(error))
			<< error.name() << " with allocation " << nth;
		if (!failed)
			break;
	}
	EXPECT_GT(nth, 1u) << "nothing was allocated";
	EXPECT_LE(nth, kAllocations);
}

GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(ShortVmap);
INSTANTIATE_TEST_SUITE_P(Exporters, ShortVmap, testing::ValuesIn(exporters()), ParameterName{});

} // namespace
} // namespace cf
