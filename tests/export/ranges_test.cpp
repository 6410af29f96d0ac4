// SPDX-License-Identifier: MIT
//
// Claim: a udmabuf is the pages of the memory file that were asked for, and no others, one range
// after the other in the order given: for the CPU and for a device, of ordinary and of huge pages.
// Owed by: include/uapi/linux/udmabuf.h: offset and size are of whole pages, wherever they lie in
// what the file's memory is made of.
// Red when: an offset inside a huge page is lost or applied to the next one as well, ranges change
// places, or a range ends with its huge page.

#include <algorithm>
#include <vector>

#include <gtest/gtest.h>

#include "dmabuf/allocators/memory_file.h"
#include "dmabuf/allocators/udmabuf.h"
#include "support/content/pattern.h"
#include "support/matrix/pending_file.h"

namespace cf
{

// In pages.
struct PageRange {
	std::size_t first;
	std::size_t count;
};

struct Ranges {
	const char *label;
	PageKind kind;
	std::vector<PageRange> ranges;

	std::string name() const { return label; }
	std::vector<std::string> roles() const { return {"udmabuf"}; }
};

namespace
{

constexpr std::size_t kFileSize = std::size_t{4} << 20;
constexpr std::size_t kHuge = 512; // pages in a huge page

std::vector<Ranges> all_ranges()
{
	const auto &exporters = catalogue().exporters;
	if (std::none_of(exporters.begin(), exporters.end(),
		    [](const ExporterRef &exporter) { return exporter->name() == "udmabuf"; }))
		return {};
	return {
		{"inside", PageKind::ordinary, {{1, 3}}},
		{"one_behind_the_other", PageKind::ordinary, {{1, 2}, {5, 3}, {100, 1}}},
		{"backwards", PageKind::ordinary, {{100, 1}, {5, 3}, {1, 2}}},
		{"twice_the_same", PageKind::ordinary, {{7, 2}, {7, 2}}},
		{"inside_a_huge_page", PageKind::huge_2mib, {{1, 3}}},
		{"across_huge_pages", PageKind::huge_2mib, {{kHuge - 2, 5}}},
		{"from_inside_a_huge_page_to_the_end_of_the_next", PageKind::huge_2mib,
			{{3, 2 * kHuge - 3}}},
		{"of_huge_pages_backwards", PageKind::huge_2mib, {{kHuge + 7, 2}, {4, 3}}},
	};
}

class RangesOf : public testing::TestWithParam<Ranges>
{
protected:
	void SetUp() override
	{
		file_.emplace(require_present(
			MemoryFile::try_create(kFileSize, GetParam().kind), "needs huge pages"));
		pattern_.fill(file_->bytes());
		std::vector<UdmabufRange> ranges;
		for (const PageRange &range : GetParam().ranges)
			ranges.push_back({range.first * page_size(), range.count * page_size()});
		dmabuf_.emplace(Udmabuf::open().try_create_list(file_->fd(), ranges).take());
	}

	// Where a range is in the buffer, and where its content comes from.
	template <typename Look>
	void look_at_all(const Look &look) const
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
INSTANTIATE_TEST_SUITE_P(Udmabuf, RangesOf, testing::ValuesIn(all_ranges()), ParameterName{});

} // namespace
} // namespace cf
