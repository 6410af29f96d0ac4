// SPDX-License-Identifier: MIT
#include "media/queue/orphaned_buffer.h"

namespace cf
{

Result<OrphanedBuffer> try_make_orphaned_buffer(VideoQueue &queue, std::size_t size)
{
	const auto index = queue.try_create(V4L2_MEMORY_MMAP, 1, static_cast<std::uint32_t>(size));
	if (!index.ok())
		return index.failure();
	auto memory = queue.try_map(index.value());
	auto dmabuf = queue.try_export(index.value());
	// Also after a failure: the mapping keeps the node open, and with it the queue's owner.
	const auto freed = queue.try_request(V4L2_MEMORY_MMAP, 0);
	if (!memory.ok())
		return memory.failure();
	if (!dmabuf.ok())
		return dmabuf.failure();
	if (!freed.ok())
		return freed.failure();
	return OrphanedBuffer{std::move(memory).take(), std::move(dmabuf).take()};
}

} // namespace cf
