// SPDX-License-Identifier: MIT
//
// Cases that would pass, did they give back what they took.

#include <stdexcept>

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <gtest/gtest.h>

#include "base/unique_fd.h"

namespace cf
{
namespace
{

void leak_descriptor()
{
	static_cast<void>(open("/dev/null", O_RDONLY).release());
}

TEST(Leaks, nothing)
{
	const UniqueFd null = open("/dev/null", O_RDONLY);
	EXPECT_TRUE(null.valid());
}

TEST(Leaks, a_descriptor)
{
	leak_descriptor();
}

TEST(Leaks, a_descriptor_while_it_throws)
{
	leak_descriptor();
	throw std::runtime_error("thrown with a descriptor open");
}

TEST(Leaks, a_mapping)
{
	const UniqueFd memory{::memfd_create("leaked", MFD_CLOEXEC)};
	ASSERT_EQ(::ftruncate(memory.get(), 4096), 0);
	ASSERT_NE(::mmap(nullptr, 4096, PROT_READ, MAP_SHARED, memory.get(), 0), MAP_FAILED);
}

TEST(Leaks, not_but_closes_what_is_not_its_own)
{
	::close(STDIN_FILENO);
}

} // namespace
} // namespace cf
