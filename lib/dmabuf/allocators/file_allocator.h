// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "base/result.h"
#include "base/unique_fd.h"
#include "dmabuf/dma_buf.h"

// Allocators that make a buffer out of a memory file, which lives on beside it.

namespace cf
{

struct FileAllocator {
	std::string driver;
	std::string needed; // what to say where it is absent

	// Of the first `size` bytes, whole pages. Fails with the allocator's errno, or that of
	// opening its node.
	Result<DmaBuf> (*try_make)(FdRef file, std::size_t size);
};

std::vector<FileAllocator> file_allocators();

} // namespace cf
