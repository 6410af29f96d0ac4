// SPDX-License-Identifier: MIT
#include "export/allocators/memory_ranges.h"

#include <algorithm>

#include "dmabuf/allocators/udmabuf.h"
#include "support/matrix/sharing.h"

namespace cf
{

namespace
{

constexpr const char *kRole = "udmabuf";
constexpr std::size_t kHuge = 512; // pages in a huge page

} // namespace

std::vector<MemoryRanges> memory_ranges()
{
	const auto &exporters = catalogue().exporters;
	if (std::none_of(exporters.begin(), exporters.end(),
		    [](const ExporterRef &exporter) { return exporter->name() == kRole; }))
		return {};
	constexpr PageKind small = PageKind::ordinary;
	constexpr PageKind huge = PageKind::huge_2mib;
	return {
		{kRole, "inside", small, {{1, 3}}},
		{kRole, "one_behind_the_other", small, {{1, 2}, {5, 3}, {100, 1}}},
		{kRole, "backwards", small, {{100, 1}, {5, 3}, {1, 2}}},
		{kRole, "twice_the_same", small, {{7, 2}, {7, 2}}},
		{kRole, "inside_a_huge_page", huge, {{1, 3}}},
		{kRole, "across_huge_pages", huge, {{kHuge - 2, 5}}},
		{kRole, "from_inside_a_huge_page_to_the_end_of_the_next", huge,
			{{3, 2 * kHuge - 3}}},
		{kRole, "of_huge_pages_backwards", huge, {{kHuge + 7, 2}, {4, 3}}},
	};
}

DmaBuf create_of_ranges(const MemoryFile &file, std::span<const PageRange> ranges)
{
	std::vector<UdmabufRange> bytes;
	for (const PageRange &range : ranges)
		bytes.push_back({range.first * page_size(), range.count * page_size()});
	return Udmabuf::open().try_create_list(file.fd(), bytes).take();
}

} // namespace cf
