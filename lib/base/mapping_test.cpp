// SPDX-License-Identifier: MIT
#include "base/mapping.h"

#include <cerrno>

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <gtest/gtest.h>

namespace cf
{
namespace
{

UniqueFd memory_file(std::size_t size)
{
	UniqueFd file{::memfd_create("mapping_test", MFD_CLOEXEC)};
	EXPECT_EQ(::ftruncate(file.get(), static_cast<off_t>(size)), 0);
	return file;
}

TEST(Mapping, outlives_the_descriptor_and_shares_content)
{
	UniqueFd file = memory_file(8192);
	const UniqueFd other = duplicate(file);
	const Mapping mapping = Mapping::map_shared(file, 8192);
	file.reset();
	mapping.bytes()[4097] = std::byte{0x5a};
	char seen = 0;
	ASSERT_EQ(::pread(other.get(), &seen, 1, 4097), 1);
	EXPECT_EQ(seen, 0x5a);
}

TEST(Mapping, failure_carries_errno)
{
	const UniqueFd file = open("/dev/null", O_RDONLY);
	const Result<Mapping> mapping = Mapping::try_map(file, 4096, 1, PROT_READ, MAP_SHARED);
	EXPECT_EQ(mapping.error(), Errno{EINVAL});
}

} // namespace
} // namespace cf
