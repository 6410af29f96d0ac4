// SPDX-License-Identifier: MIT
#include "dmabuf/allocators/udmabuf.h"
#include "lifetime/swapped/file_buffer.h"

namespace cf
{

namespace
{

Result<DmaBuf> try_make_udmabuf(const MemoryFile &file, std::size_t size)
{
	const auto udmabuf = Udmabuf::try_open();
	if (!udmabuf.ok())
		return udmabuf.failure();
	return udmabuf.value().try_create(file.fd(), {0, size});
}

} // namespace

std::vector<FileBuffer> file_buffers()
{
	return {{{"udmabuf", "udmabuf"}, "needs /dev/udmabuf (CONFIG_UDMABUF)", try_make_udmabuf}};
}

} // namespace cf
