// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "media/loop/joined_queues.h"
#include "media/queue/orphaned_buffer.h"

// Content of foreign dma-bufs by way of a V4L2 driver: to read one, it is queued for output
// and the frame is captured into a buffer of the driver's own; to write one, the other
// way round. The CPU touches only the driver's own buffer, through the mmap of its node. One
// loop serves buffers that make equal frames, up to as many as the queues have places.

namespace cf
{

class FrameLoop
{
public:
	// For buffers of `size` bytes. EBUSY: this process uses the device already.
	static Result<std::shared_ptr<FrameLoop>> try_open(
		const VideoDeviceInfo &device, std::size_t size);

	const Frame &frame() const { return frame_; }

private:
	friend class LoopedBuffer;

	// Where a buffer is queued: kDepth indexes from these on.
	struct Place {
		std::uint32_t output = 0;
		std::uint32_t capture = 0;
	};

	FrameLoop(JoinedQueues queues, const Frame &frame, OrphanedBuffer own);

	Result<Place> try_attach(const DmaBuf &buffer);
	void detach(const Place &place);
	Result<Place> try_take_place();
	Status try_copy(
		const Place &from, const DmaBuf &source, const Place &to, const DmaBuf &target);
	Status try_stream(
		const Place &from, const DmaBuf &source, const Place &to, const DmaBuf &target);

	JoinedQueues queues_;
	Frame frame_;
	OrphanedBuffer own_; // queued at Place{0, 0}
	std::vector<Place> free_;
};

// A foreign buffer in a loop. Attached for output as long as this lives, for capture from the
// first write on.
class LoopedBuffer
{
public:
	// Fails with the errno of VIDIOC_PREPARE_BUF; ENOBUFS: the loop has no place left.
	static Result<LoopedBuffer> try_attach(std::shared_ptr<FrameLoop> loop, DmaBuf buffer);

	LoopedBuffer(LoopedBuffer &&) noexcept = default;
	LoopedBuffer &operator=(LoopedBuffer &&) = delete;
	~LoopedBuffer();

	// Within the frame of the loop; throw std::system_error, ERANGE beyond it.
	void read(std::size_t offset, std::span<std::byte> bytes);
	void write(std::size_t offset, std::span<const std::byte> bytes);

private:
	LoopedBuffer(std::shared_ptr<FrameLoop> loop, DmaBuf buffer, FrameLoop::Place place)
		: loop_(std::move(loop)), buffer_(std::move(buffer)), place_(place)
	{
	}

	void require_inside(std::size_t offset, std::size_t length) const;
	void fetch();
	void store();

	std::shared_ptr<FrameLoop> loop_;
	DmaBuf buffer_; // queueing wants a descriptor each time
	FrameLoop::Place place_;
};

} // namespace cf
