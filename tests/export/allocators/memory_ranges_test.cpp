// SPDX-License-Identifier: MIT
//
// Claim: a buffer of parts of a memory file is the pages that were asked for, and no others, one
// range after the other in the order given: for the CPU and for a device, of ordinary and of huge
// pages.
// Owed by: include/uapi/linux/udmabuf.h: offset and size are of whole pages, wherever they lie in
// what the file's memory is made of.
// Red when: an offset inside a huge page is lost or applied to the next one as well, ranges change
// places, or a range ends with its huge page.

#include "export/allocators/memory_ranges.h"

#include <gtest/gtest.h>

#include "support/content/pattern.h"
#include "support/matrix/pending_file.h"

namespace cf
{
namespace
{

class RangesOf : public testing::TestWithParam<MemoryRanges>
{
protected:
	void SetUp() override
	{
		file_.emplace(require_present(
			MemoryFile::try_create(kRangesFile, GetParam().kind), "needs huge pages"));
		pattern_.fill(file_->bytes());
		dmabuf_.emplace(create_of_ranges(*file_, GetParam().ranges));
	}

	// Where a range is in the buffer, and where its content comes from.
	void look_at_all(const auto &look) const
	{
		std::size_t at = 0;
		for (const PageRange &range : GetParam().ranges) {
			const std::size_t size = range.count * page_size();
			EXPECT_TRUE(look(at, size, range.first * page_size()))
				<< "of page " << range.first << " on";
			at += size;
		}
		EXPECT_EQ(at, dmabuf_->size());
	}

	const Pattern pattern_{31};
	std::optional<MemoryFile> file_;
	std::optional<DmaBuf> dmabuf_;
};

TEST_P(RangesOf, are_mapped_in_their_order)
{
	const Mapping mapping = dmabuf_->map();

	look_at_all([&](std::size_t at, std::size_t size, std::size_t origin) {
		return pattern_.matches(mapping.bytes().subspan(at, size), origin);
	});
}

TEST_P(RangesOf, are_where_a_device_looks)
{
	const Probe probe = require_present(Probe::try_open(), kProbeNeeded);
	const ProbeImporter importer = probe.attach(*dmabuf_, {.kind = ImporterKind::static_});
	importer.map();

	look_at_all([&](std::size_t at, std::size_t size, std::size_t origin) {
		std::vector<std::byte> found(size);
		importer.try_read(at, found, ProbePath::dma).take();
		return pattern_.matches(found, origin);
	});
}

GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(RangesOf);
INSTANTIATE_TEST_SUITE_P(Files, RangesOf, testing::ValuesIn(memory_ranges()), ParameterName{});

} // namespace
} // namespace cf
