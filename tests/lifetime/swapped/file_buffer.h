// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "base/result.h"
#include "dmabuf/allocators/memory_file.h"
#include "dmabuf/dma_buf.h"
#include "support/matrix/refusals.h"

// Allocators that make a buffer out of a file, which lives on.

namespace cf
{

struct FileBuffer {
	RoleIdentity role;
	std::string needed;
	Result<DmaBuf> (*try_make)(const MemoryFile &file, std::size_t size);
};

std::vector<FileBuffer> file_buffers();

} // namespace cf
