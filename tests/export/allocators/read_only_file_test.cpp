// SPDX-License-Identifier: MIT
//
// Claim: who has a file open for reading gets no buffer of it by which to write to it.
// Owed by: open(2) and mmap(2) (O_RDONLY; EACCES for PROT_WRITE with MAP_SHARED); mm/gup.c,
// check_vma_flags(), which pins nothing for writing that could not be mapped so.
// Red when: an allocator pins the pages of any file that it is handed, whatever that was opened
// for, and its buffer maps them for writing.

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include <fcntl.h>
#include <sys/mman.h>

#include "dmabuf/allocators/file_allocator.h"
#include "dmabuf/allocators/memory_file.h"
#include "support/matrix/sized.h"
#include "support/require.h"

namespace cf
{

struct FileReader {
	FileAllocator allocator;

	std::string name() const { return allocator.driver; }
	std::vector<std::string> roles() const { return {}; }
};

namespace
{

std::vector<FileReader> file_readers()
{
	std::vector<FileReader> all;
	for (const FileAllocator &allocator : file_allocators())
		all.push_back({allocator});
	return all;
}

class ReadOnlyFile : public testing::TestWithParam<FileReader>
{
protected:
	void SetUp() override
	{
		static_cast<void>(require_present(
			allocator().try_make(file_.fd(), page_size()), allocator().needed));
	}

	Result<DmaBuf> try_make_of_read_only() const
	{
		const UniqueFd again =
			open("/proc/self/fd/" + std::to_string(file_.fd().get()), O_RDONLY);
		EXPECT_EQ(::mmap(nullptr, page_size(), PROT_WRITE, MAP_SHARED, again.get(), 0),
			MAP_FAILED);
		return allocator().try_make(again, page_size());
	}

	int first_byte() const { return std::to_integer<int>(file_.bytes().front()); }

private:
	static const FileAllocator &allocator() { return GetParam().allocator; }

	const MemoryFile file_ = MemoryFile::create(page_size());
};

// Refused, or a buffer that no more can be done with than with the file.
TEST_P(ReadOnlyFile, is_not_written_through_a_buffer)
{
	const auto buffer = try_make_of_read_only();
	if (!buffer.ok())
		return;
	const auto mapping = buffer.value().try_map(page_size(), PROT_READ | PROT_WRITE);
	if (!mapping.ok())
		return;

	mapping.value().bytes().front() = std::byte{1};

	EXPECT_EQ(first_byte(), 0) << "the owner's file has what a reader of it wrote";
}

GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(ReadOnlyFile);
INSTANTIATE_TEST_SUITE_P(
	Allocators, ReadOnlyFile, testing::ValuesIn(file_readers()), ParameterName{});

} // namespace
} // namespace cf
