// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>

#include "media/queue/orphaned_buffer.h"
#include "media/video_device_list.h"

// Memory that a video device allocates for its buffers, at any size: the application says
// how large the buffers of a queue are (VIDIOC_CREATE_BUFS), as long as a frame fits.

namespace cf
{

// How a driver's buffers lie in memory, which is also how it wants those of others to lie.
enum class BufferLayout {
	scattered,  // videobuf2-vmalloc and -dma-sg: any pages
	contiguous, // videobuf2-dma-contig: one range of DMA addresses
};

// The layout, from the exporter name that videobuf2's allocator gives its dma-bufs.
BufferLayout layout_of(const OrphanedBuffer &buffer);

// A zeroed buffer of `size` bytes or more, whole pages. EBUSY: its queue is in use.
Result<OrphanedBuffer> try_allocate(const VideoDeviceInfo &device, std::size_t size);

} // namespace cf
