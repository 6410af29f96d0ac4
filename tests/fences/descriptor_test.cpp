// SPDX-License-Identifier: MIT
//
// Claim: a sync_file that a buffer gives out is closed on exec, and open for whoever has it after
// the buffer's own descriptor has gone.
// Owed by: include/uapi/linux/dma-buf.h, struct dma_buf_export_sync_file (fd: "returned sync file
// descriptor"), and dma_buf_export_sync_file(), which asks for O_CLOEXEC.
// Red when: the file leaks into programs that its owner starts, or holds a pointer to a buffer that
// it holds no reference to.

#include <gtest/gtest.h>

#include <fcntl.h>

#include "support/matrix/sharing.h"

namespace cf
{
namespace
{

class SyncFileDescriptor : public ExporterTest
{
};

TEST_P(SyncFileDescriptor, is_closed_on_exec)
{
	const auto buffer = exporter().create(page_size());

	const SyncFile file = buffer->dmabuf().export_sync_file(Access::read_write);

	EXPECT_EQ(::fcntl(file.fd().get(), F_GETFD), FD_CLOEXEC);
}

TEST_P(SyncFileDescriptor, outlives_the_buffer)
{
	auto buffer = exporter().create(page_size());
	const SyncFile file = buffer->dmabuf().export_sync_file(Access::read_write);

	buffer.reset();

	EXPECT_TRUE(file.signalled());
	EXPECT_EQ(file.info().status, 1);
}

GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(SyncFileDescriptor);
INSTANTIATE_TEST_SUITE_P(
	Exporters, SyncFileDescriptor, testing::ValuesIn(exporters()), ParameterName{});

} // namespace
} // namespace cf
