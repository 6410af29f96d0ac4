// SPDX-License-Identifier: MIT
#include "dmabuf/allocators/file_allocator.h"

#include "dmabuf/allocators/udmabuf.h"

namespace cf
{

namespace
{

Result<DmaBuf> try_make_udmabuf(FdRef file, std::size_t size)
{
	const auto udmabuf = Udmabuf::try_open();
	if (!udmabuf.ok())
		return udmabuf.failure();
	return udmabuf.value().try_create(file, {0, size});
}

} // namespace

std::vector<FileAllocator> file_allocators()
{
	return {{"udmabuf", "needs /dev/udmabuf (CONFIG_UDMABUF)", try_make_udmabuf}};
}

} // namespace cf
