// SPDX-License-Identifier: MIT
#include "dmabuf/allocators/memory_file.h"

#include <cerrno>

#include <fcntl.h>
#include <unistd.h>

#include <gtest/gtest.h>

namespace cf
{
namespace
{

TEST(MemoryFile, is_zeroed_mapped_and_sealed_against_shrinking_only)
{
	const MemoryFile file = MemoryFile::create(8192);
	ASSERT_EQ(file.bytes().size(), 8192u);
	EXPECT_EQ(file.bytes()[8191], std::byte{0});
	EXPECT_EQ(::fcntl(file.fd().get(), F_GET_SEALS), F_SEAL_SHRINK);
	EXPECT_EQ(::ftruncate(file.fd().get(), 4096), -1);
}

TEST(MemoryFile, mapping_writes_into_the_file)
{
	const MemoryFile file = MemoryFile::create(4096);
	file.bytes()[17] = std::byte{0x5a};
	char seen = 0;
	ASSERT_EQ(::pread(file.fd().get(), &seen, 1, 17), 1);
	EXPECT_EQ(seen, 0x5a);
}

TEST(MemoryFile, impossible_size_is_an_errno)
{
	EXPECT_EQ(MemoryFile::try_create(0).error(), Errno{EINVAL});
}

} // namespace
} // namespace cf
