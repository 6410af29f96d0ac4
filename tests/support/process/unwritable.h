// SPDX-License-Identifier: MIT
#pragma once

#include <cstring>

#include <fcntl.h>
#include <sys/mman.h>

#include "base/mapping.h"
#include "dmabuf/allocators/memory_file.h"

// For failures in the last step of an ioctl, the writing of the answer: an argument that the
// kernel can read but not write, and a look at what such a failure may leave behind, a
// descriptor's number that is reserved and never opened.

namespace cf
{

template <typename Argument>
Mapping read_only_copy(const Argument &argument)
{
	constexpr std::size_t kSize = size_of(PageKind::ordinary);
	static_assert(sizeof argument <= kSize);
	const MemoryFile file = MemoryFile::create(kSize);
	std::memcpy(file.bytes().data(), &argument, sizeof argument);
	return Mapping::map(file.fd(), kSize, 0, PROT_READ, MAP_SHARED);
}

// The number that the next descriptor of this process will have.
inline int next_descriptor_number()
{
	return open("/dev/null", O_RDONLY).get();
}

} // namespace cf
