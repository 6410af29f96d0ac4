// SPDX-License-Identifier: MIT
#include "media/device_memory.h"

#include <algorithm>
#include <optional>

#include "host/node_claim.h"

namespace cf
{

namespace
{

constexpr std::size_t kPageSize = 4096;

std::size_t whole_pages(std::size_t size)
{
	return (size + kPageSize - 1) / kPageSize * kPageSize;
}

} // namespace

BufferLayout layout_of(const OrphanedBuffer &buffer)
{
	return buffer.dmabuf.info().exporter_name == "videobuf2_dma_contig"
		? BufferLayout::contiguous
		: BufferLayout::scattered;
}

Result<OrphanedBuffer> try_allocate(const VideoDeviceInfo &device, std::size_t size)
{
	std::optional<NodeClaim> claim; // memory-to-memory: every open file has its own queues
	if (!device.memory_to_memory()) {
		auto taken = NodeClaim::try_take(device.node());
		if (!taken.ok())
			return taken.failure();
		claim.emplace(std::move(taken).take());
	}
	const auto node = VideoNode::try_open(device.node());
	if (!node.ok())
		return node.failure();
	// Output where there is one: what a camera captures has a size of its own liking.
	VideoQueue queue{
		node.value(), device.output_node.empty() ? QueueSide::capture : QueueSide::output};
	const auto smallest = queue.try_set_nearest_format({V4L2_PIX_FMT_RGB565, 1, 1});
	if (!smallest.ok())
		return smallest.failure();
	return try_make_orphaned_buffer(
		queue, whole_pages(std::max<std::size_t>(size, smallest.value().image_size)));
}

} // namespace cf
