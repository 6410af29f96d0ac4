// SPDX-License-Identifier: MIT
//
// Claim: an ioctl whose answer can't be written, as its argument is read-only memory, is EFAULT and
// leaves nothing: no descriptor, no descriptor's number, no reference on the fence.
// Owed by: drivers/dma-buf/dma-buf.c, dma_buf_export_sync_file(), and drivers/dma-buf/sync_file.c,
// sync_file_ioctl_merge(): the number is given back on the way out.
// Red when: the error path keeps the number for ever, or the descriptor is there although its owner
// was never told.

#include <gtest/gtest.h>

#include <linux/sync_file.h>

#include "base/ioctl.h"
#include "support/matrix/sharing.h"
#include "support/process/unwritable.h"

namespace cf
{
namespace
{

constexpr IoctlRequest kExport{DMA_BUF_IOCTL_EXPORT_SYNC_FILE, "DMA_BUF_IOCTL_EXPORT_SYNC_FILE"};
constexpr IoctlRequest kMerge{SYNC_IOC_MERGE, "SYNC_IOC_MERGE"};

class UnwritableAnswer : public ExporterTest
{
protected:
	// On an argument that can be read only; checks what must not be left.
	template <typename Argument>
	static Errno error_of(FdRef fd, IoctlRequest request, const Argument &argument)
	{
		const Mapping copy = read_only_copy(argument);
		const int number = next_descriptor_number();
		const Errno error = try_raw_ioctl(fd, request, copy.bytes().data()).error();
		EXPECT_EQ(next_descriptor_number(), number);
		return error;
	}

	std::unique_ptr<ExportedBuffer> buffer_ = exporter().create(page_size());
};

TEST_P(UnwritableAnswer, of_an_export_leaves_nothing)
{
	const dma_buf_export_sync_file argument{.flags = DMA_BUF_SYNC_READ, .fd = -1};

	EXPECT_EQ(error_of(buffer_->dmabuf().fd(), kExport, argument), Errno{EFAULT});
}

TEST_P(UnwritableAnswer, of_a_merge_leaves_nothing)
{
	const SyncFile file = buffer_->dmabuf().export_sync_file(Access::read);
	const sync_merge_data argument{"merged", file.fd().get(), -1, 0, 0};

	EXPECT_EQ(error_of(file.fd(), kMerge, argument), Errno{EFAULT});
}

GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(UnwritableAnswer);
INSTANTIATE_TEST_SUITE_P(
	Exporters, UnwritableAnswer, testing::ValuesIn(exporters()), ParameterName{});

} // namespace
} // namespace cf
