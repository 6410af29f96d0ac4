// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "base/result.h"
#include "base/unique_fd.h"
#include "dmabuf/dma_buf.h"

// A dma-heap (linux/dma-heap.h): a character device that hands out zeroed memory as
// dma-bufs. Which heaps there are differs by kernel and machine; "system" is the usual one.

namespace cf
{

// The names under /dev/dma_heap, sorted; none where the kernel has no heaps.
std::vector<std::string> list_dma_heaps();

class DmaHeap
{
public:
	// Fails with the errno of opening /dev/dma_heap/NAME.
	static Result<DmaHeap> try_open(const std::string &name);

	const std::string &name() const { return name_; }

	// DMA_HEAP_IOCTL_ALLOC. Sizes are rounded up to pages. EINVAL: size 0; ENOMEM.
	Result<DmaBuf> try_allocate(std::size_t size) const;

private:
	DmaHeap(UniqueFd fd, std::string name) : fd_(std::move(fd)), name_(std::move(name)) {}

	UniqueFd fd_;
	std::string name_;
};

} // namespace cf
