// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>

#include "base/mapping.h"
#include "dmabuf/dma_buf.h"
#include "media/queue/video_queue.h"

// A driver's own MMAP buffer, mapped and exported, that its queue has let go: videobuf2
// frees the memory when the last mapping and dma-buf are gone, and the queue is at
// once free for others (V4L2_BUF_CAP_SUPPORTS_ORPHANED_BUFS). So any
// number of them can live, whatever the queue does meanwhile.

namespace cf
{

struct OrphanedBuffer {
	Mapping memory;
	DmaBuf dmabuf;
};

// A zeroed buffer of `size` bytes or, when that is more, one frame of the queue's present
// format. EBUSY: somebody else has buffers on the queue.
Result<OrphanedBuffer> try_make_orphaned_buffer(VideoQueue &queue, std::size_t size);

} // namespace cf
