// SPDX-License-Identifier: MIT
//
// Claim: the descriptor that an exporter hands out is closed on exec, stands for one buffer with an
// inode of its own, and is no file to read(2), write(2) or map beyond its end.
// Owed by: drivers/dma-buf/dma-buf.c, dma_buf_fops and dma_buf_mmap_internal() (range check), and
// the O_CLOEXEC section of Documentation/driver-api/dma-buf.rst.
// Red when: a descriptor leaks into programs that the owner starts, two buffers look like one to
// whoever compares inodes, or a mapping reaches memory behind the buffer.

#include <gtest/gtest.h>

#include <array>

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include "support/matrix/sharing.h"

namespace cf
{
namespace
{

class Descriptor : public ExporterTest
{
};

TEST_P(Descriptor, is_closed_on_exec)
{
	const auto buffer = exporter().create(page_size());

	EXPECT_TRUE(::fcntl(buffer->dmabuf().fd().get(), F_GETFD) & FD_CLOEXEC);
}

TEST_P(Descriptor, every_buffer_has_an_inode_of_its_own)
{
	const auto one = exporter().create(page_size());
	const auto other = exporter().create(page_size());

	EXPECT_NE(one->dmabuf().inode(), other->dmabuf().inode());
	EXPECT_EQ(one->dmabuf().inode(), one->dmabuf().duplicate().inode());
}

TEST_P(Descriptor, read_and_write_are_refused)
{
	const auto buffer = exporter().create(page_size());
	std::array<char, 16> bytes{};

	EXPECT_EQ(::read(buffer->dmabuf().fd().get(), bytes.data(), bytes.size()), -1);
	EXPECT_EQ(Errno{errno}, Errno{EINVAL});

	EXPECT_EQ(::write(buffer->dmabuf().fd().get(), bytes.data(), bytes.size()), -1);
	EXPECT_EQ(Errno{errno}, Errno{EINVAL});
}

TEST_P(Descriptor, mapping_past_the_end_is_refused)
{
	const auto buffer = exporter().create(page_size());
	const DmaBuf &dmabuf = buffer->dmabuf();
	const std::size_t size = dmabuf.size();

	const auto longer = dmabuf.try_map(size + page_size(), PROT_READ);
	const auto behind = Mapping::try_map(
		dmabuf.fd(), page_size(), static_cast<off_t>(size), PROT_READ, MAP_SHARED);

	EXPECT_EQ(longer.error(), Errno{EINVAL});
	EXPECT_EQ(behind.error(), Errno{EINVAL});
}

GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(Descriptor);
INSTANTIATE_TEST_SUITE_P(Exporters, Descriptor, testing::ValuesIn(exporters()), ParameterName{});

} // namespace
} // namespace cf
