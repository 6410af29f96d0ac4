// SPDX-License-Identifier: MIT
//
// Claim: a sync_file of up to a thousand fences is merged with another, put into a buffer and taken
// out of it, and each time all of the pending fences are there. What that costs by their number is
// measured against a bare ioctl.
// Owed by: include/uapi/linux/sync_file.h, SYNC_IOC_MERGE; include/uapi/linux/dma-buf.h,
// DMA_BUF_IOCTL_EXPORT_SYNC_FILE and _IMPORT_SYNC_FILE.
// Red when: a fence is lost or counted twice, or the container is done while one is pending.

#include <gtest/gtest.h>

#include "latency/calls.h"
#include "latency/containers/leaves.h"
#include "support/labels.h"
#include "support/matrix/pending_file.h"

namespace cf
{
namespace
{

constexpr std::array<std::size_t, 6> kSizes{1, 4, 16, 64, 256, 1024};

class SyncFiles : public ExporterTest
{
};

const Labelled<SyncFiles> sync_files{Label::bench};

// Two times `size` fences that stay pending, and a turn for them.
class Files
{
public:
	Files(const Probe &probe, const Exporter &exporter, std::size_t size)
		: exporter_(exporter), size_(size), one_(merged(probe, size)),
		  other_(merged(probe, size))
	{
	}

	void take_turn(Calls &calls) const
	{
		const SyncFile both = calls.time(
			"merge", [&] { return one_.file.merge(other_.file, "crossfence"); });
		expect_pending(both, 2 * size_);
		const auto buffer = exporter_.create(page_size());
		const DmaBuf &dmabuf = buffer->dmabuf();
		calls.time("import_sync_file",
			[&] { dmabuf.import_sync_file(one_.file, Access::read); });
		const SyncFile out = calls.time(
			"export_sync_file", [&] { return dmabuf.export_sync_file(Access::write); });
		expect_pending(out, size_);
	}

private:
	static void expect_pending(const SyncFile &file, std::size_t count)
	{
		const SyncFileInfo info = file.info();
		EXPECT_EQ(info.status, 0);
		EXPECT_EQ(info.fences.size(), count);
	}

	const Exporter &exporter_;
	std::size_t size_;
	Awaited one_;
	Awaited other_;
};

TEST_P(SyncFiles, have_every_pending_fence)
{
	const Probe probe = require_present(Probe::try_open(), kProbeNeeded);
	allow_descriptors(2 * kSizes.back());

	measure_calls(kSizes, [&](std::size_t size) {
		const auto files = std::make_shared<Files>(probe, exporter(), size);
		return [files](Calls &calls) {
			files->take_turn(calls);
		};
	});
}

GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(SyncFiles);
INSTANTIATE_TEST_SUITE_P(Exporter, SyncFiles, testing::ValuesIn(any_exporter()), ParameterName{});

} // namespace
} // namespace cf
