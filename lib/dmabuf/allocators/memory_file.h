// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <span>

#include "base/mapping.h"
#include "base/result.h"
#include "base/unique_fd.h"

// A memfd and its mapping, sealed against shrinking as udmabuf demands. Owns both;
// a dma-buf made of it keeps the pages by itself.

namespace cf
{

// What the file is made of: ordinary shmem pages or 2 MiB hugetlb pages.
enum class PageKind { ordinary, huge_2mib };

constexpr std::size_t size_of(PageKind kind)
{
	return kind == PageKind::huge_2mib ? std::size_t{2} << 20 : 4096;
}

class MemoryFile
{
public:
	// `size` is a multiple of the page size. ENOMEM for huge pages: the pool of
	// /proc/sys/vm/nr_hugepages has too few.
	static Result<MemoryFile> try_create(std::size_t size, PageKind kind = PageKind::ordinary);
	static MemoryFile create(std::size_t size, PageKind kind = PageKind::ordinary);

	FdRef fd() const { return fd_; }
	std::span<std::byte> bytes() const { return mapping_.bytes(); }

private:
	MemoryFile(UniqueFd fd, Mapping mapping) : fd_(std::move(fd)), mapping_(std::move(mapping))
	{
	}

	UniqueFd fd_;
	Mapping mapping_;
};

} // namespace cf
