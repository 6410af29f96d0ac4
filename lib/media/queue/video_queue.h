// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <memory>

#include "base/deadline.h"
#include "base/mapping.h"
#include "base/result.h"
#include "dmabuf/dma_buf.h"
#include "media/queue/video_format.h"
#include "media/video_node.h"

// One buffer queue of a V4L2 node. Buffers of MMAP memory are the driver's own and can be
// mapped and exported; buffers of DMABUF memory are places for other people's dma-bufs. The
// queue keeps the attachment of the last dma-buf that a place held until another one comes
// or the buffers are freed; it ends with the open file. Failures carry the ioctl's errno.

namespace cf
{

enum class QueueSide {
	output,  // the driver reads the buffers
	capture, // the driver writes them
};

class VideoQueue
{
public:
	VideoQueue(std::shared_ptr<const VideoNode> node, QueueSide side);

	const VideoNode &node() const { return *node_; }

	// V4L2_BUF_TYPE_VIDEO_*.
	std::uint32_t type() const { return type_; }

	// The format of frames; set_format succeeds only with exactly what was asked for.
	Result<FrameFormat> try_adjust_format(const FrameFormat &wanted) const;
	Result<FrameFormat> try_set_nearest_format(const FrameFormat &wanted);
	Status try_set_format(const FrameFormat &wanted);

	// VIDIOC_REQBUFS: frees all buffers and makes `count` or more; gives their number.
	Result<std::uint32_t> try_request(v4l2_memory memory, std::uint32_t count);

	// VIDIOC_CREATE_BUFS: adds buffers that hold `size` bytes or more; gives the index of
	// the first. EINVAL: less than a frame. ENOBUFS: the queue is full.
	Result<std::uint32_t> try_create(
		v4l2_memory memory, std::uint32_t count, std::uint32_t size);

	// Of MMAP buffers: VIDIOC_EXPBUF, and mmap(2) of the node.
	Result<DmaBuf> try_export(std::uint32_t index) const;
	Result<Mapping> try_map(std::uint32_t index) const;

	// Of DMABUF buffers: VIDIOC_PREPARE_BUF attaches and maps, VIDIOC_QBUF hands to the driver
	// as well. The first frame's worth of bytes of `buffer` is used.
	Status try_prepare(std::uint32_t index, const DmaBuf &buffer);
	Status try_queue(std::uint32_t index, const DmaBuf &buffer);

	// Waits for a captured frame and takes it off the queue. ETIMEDOUT: the deadline passed
	// first. EIO: the driver says that the frame is broken.
	Status try_dequeue(Deadline deadline);

	// VIDIOC_STREAMON; VIDIOC_STREAMOFF takes back every prepared or queued buffer.
	Status try_stream_on();
	Status try_stream_off();

private:
	Status try_ioctl(IoctlRequest request, void *argument) const;
	Status try_submit(IoctlRequest request, std::uint32_t index, const DmaBuf &buffer);

	std::shared_ptr<const VideoNode> node_;
	std::uint32_t type_;
	FrameFormat format_;
};

} // namespace cf
