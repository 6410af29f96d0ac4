// SPDX-License-Identifier: MIT
#include "dmabuf/allocators/memory_file.h"

#include <fcntl.h>
#include <linux/memfd.h>
#include <sys/mman.h>
#include <unistd.h>

#include <fmt/format.h>

namespace cf
{

Result<MemoryFile> MemoryFile::try_create(std::size_t size, PageKind kind)
{
	const unsigned huge = kind == PageKind::huge_2mib ? MFD_HUGETLB | MFD_HUGE_2MB : 0;
	UniqueFd fd{::memfd_create("crossfence", MFD_CLOEXEC | MFD_ALLOW_SEALING | huge)};
	if (!fd.valid())
		return Failure::last("memfd_create");
	if (::ftruncate(fd.get(), static_cast<off_t>(size)) == -1)
		return Failure::last(fmt::format("ftruncate of a memfd to {} bytes", size));
	if (::fcntl(fd.get(), F_ADD_SEALS, F_SEAL_SHRINK) == -1)
		return Failure::last("F_ADD_SEALS on a memfd");
	// A shared hugetlb mapping reserves its pages here, so a lack of them is ENOMEM from
	// mmap(2) and not a SIGBUS at the first access.
	Result<Mapping> mapping = Mapping::try_map(fd, size, 0, PROT_READ | PROT_WRITE, MAP_SHARED);
	if (!mapping.ok())
		return mapping.failure();
	return MemoryFile{std::move(fd), std::move(mapping).take()};
}

MemoryFile MemoryFile::create(std::size_t size, PageKind kind)
{
	return try_create(size, kind).take();
}

} // namespace cf
