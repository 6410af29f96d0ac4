// SPDX-License-Identifier: MIT
//
// Claim: what was written through a buffer that was made of a file is in the file, also when the
// buffer is gone and the kernel has swapped the file out.
// Owed by: mm/vmscan.c, shrink_folio_list(): a page that is not dirty is dropped, not written, so
// who has others write to pages that it pinned marks them at the end (mm/gup.c,
// unpin_user_pages_dirty_lock(); drivers/media/common/videobuf2/videobuf2-dma-sg.c does).
// Red when: pages that the file did not have before the buffer was made are given back as clean.

#include <gtest/gtest.h>

#include "dmabuf/allocators/file_allocator.h"
#include "dmabuf/allocators/memory_file.h"
#include "lifetime/swapped/swapping.h"
#include "support/matrix/pending_file.h"

namespace cf
{

// "udmabuf_with_holes_by_vivid0": whether the file has pages when the buffer is made of it, and who
// writes.
struct FileWritten {
	FileAllocator allocator;
	bool holes = false;
	Writer by;

	std::string name() const
	{
		return allocator.driver + (holes ? "_with_holes_by_" : "_with_pages_by_") + by.name;
	}
	std::vector<std::string> roles() const
	{
		return by.importer ? std::vector{by.importer->name()} : std::vector<std::string>{};
	}
};

namespace
{

std::vector<FileWritten> all_written()
{
	std::vector<FileWritten> all;
	for (const FileAllocator &allocator : file_allocators()) {
		for (const Writer &writer : writers()) {
			all.push_back({allocator, true, writer});
			all.push_back({allocator, false, writer});
		}
	}
	return all;
}

class SwappedFile : public testing::TestWithParam<FileWritten>
{
protected:
	void SetUp() override
	{
		const FileAllocator &allocator = GetParam().allocator;
		const MemoryFile page = MemoryFile::create(page_size());
		static_cast<void>(require_present(
			allocator.try_make(page.fd(), page_size()), allocator.needed));
		require_present(GetParam().by);
		if (const ImporterRef &importer = GetParam().by.importer)
			require_not_refused(expected_refusal({allocator.driver, allocator.driver},
				{importer->driver(), importer->name()}));
	}

	void write(const Pattern &pattern) const
	{
		if (!GetParam().holes)
			Pattern{32}.fill(file_.bytes());
		const auto &make = GetParam().allocator.try_make;
		GetParam().by.write(make(file_.fd(), content_size()).take(), pattern);
	}

	const MemoryFile &file() const { return file_; }
	const Swapping &swapping() const { return swapping_; }

private:
	const Swapping swapping_;
	const MemoryFile file_ = MemoryFile::create(content_size());
};

TEST_P(SwappedFile, has_what_was_written_through_a_buffer)
{
	const Pattern pattern{33};
	swapping().run([&] { write(pattern); });
	ASSERT_TRUE(swapping().is_in_memory());

	swapping().swap_out();

	EXPECT_FALSE(swapping().is_in_memory()) << "the buffer is gone, its memory stays in place";
	EXPECT_TRUE(pattern.matches(file().bytes()));
}

GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(SwappedFile);
INSTANTIATE_TEST_SUITE_P(Files, SwappedFile, testing::ValuesIn(all_written()), ParameterName{});

} // namespace
} // namespace cf
