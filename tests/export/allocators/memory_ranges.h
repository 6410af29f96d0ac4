// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "dmabuf/allocators/memory_file.h"
#include "dmabuf/dma_buf.h"

// Buffers of parts of a memory file, by the allocators that make such (memory_ranges_table.cpp).

namespace cf
{

// In pages.
struct PageRange {
	std::size_t first;
	std::size_t count;
};

struct MemoryRanges {
	std::string role;
	const char *label;
	PageKind kind;
	std::vector<PageRange> ranges;

	std::string name() const { return role + "__" + label; }
	std::vector<std::string> roles() const { return {role}; }
};

// Each fits into a file of that size.
inline constexpr std::size_t kRangesFile = std::size_t{4} << 20;

// None where no such allocator works.
std::vector<MemoryRanges> memory_ranges();

// Throws std::system_error.
DmaBuf create_of_ranges(const MemoryFile &file, std::span<const PageRange> ranges);

} // namespace cf
