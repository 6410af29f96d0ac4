// SPDX-License-Identifier: MIT
#include "media/loop/frame_loop.h"

#include <cerrno>
#include <cstring>

namespace cf
{

namespace
{

// Linux 6.1 starts to stream only once two buffers are queued, and vivid takes an output buffer
// off the wire as soon as a second one waits: so each buffer is queued twice over.
constexpr std::uint32_t kDepth = 2;

Status try_queue_all(VideoQueue &queue, std::uint32_t first, const DmaBuf &buffer)
{
	Status status = success();
	for (std::uint32_t index = first; status.ok() && index < first + kDepth; ++index)
		status = queue.try_queue(index, buffer);
	return status;
}

Status try_prepare_all(VideoQueue &queue, std::uint32_t first, const DmaBuf &buffer)
{
	Status status = success();
	for (std::uint32_t index = first; status.ok() && index < first + kDepth; ++index)
		status = queue.try_prepare(index, buffer);
	return status;
}

// The driver's own buffer, and the places for it and for others.
Result<OrphanedBuffer> try_furnish(JoinedQueues &queues, const Frame &frame)
{
	const Status set = queues.try_set_frame(frame);
	if (!set.ok())
		return set.failure();
	auto own = try_make_orphaned_buffer(queues.capture, frame.size());
	if (!own.ok())
		return own;
	for (VideoQueue *queue : {&queues.output, &queues.capture}) {
		const auto places = queue->try_request(V4L2_MEMORY_DMABUF, kDepth);
		if (!places.ok())
			return places.failure();
	}
	return own;
}

} // namespace

FrameLoop::FrameLoop(JoinedQueues queues, const Frame &frame, OrphanedBuffer own)
	: queues_(std::move(queues)), frame_(frame), own_(std::move(own))
{
}

Result<std::shared_ptr<FrameLoop>> FrameLoop::try_open(
	const VideoDeviceInfo &device, std::size_t size)
{
	auto joined = try_join_queues(device);
	if (!joined.ok())
		return joined.failure();
	JoinedQueues queues = std::move(joined).take();
	const std::optional<Frame> frame = frame_for(size, queues.limits);
	if (!frame)
		return Failure{Errno{EINVAL},
			"covering just " + std::to_string(size) + " bytes by a frame on " +
				device.node()};
	auto own = try_furnish(queues, *frame);
	if (!own.ok())
		return own.failure();
	return std::shared_ptr<FrameLoop>{
		new FrameLoop{std::move(queues), *frame, std::move(own).take()}};
}

Result<FrameLoop::Place> FrameLoop::try_take_place()
{
	if (!free_.empty()) {
		const Place place = free_.back();
		free_.pop_back();
		return place;
	}
	const auto size = static_cast<std::uint32_t>(frame_.size());
	const auto output = queues_.output.try_create(V4L2_MEMORY_DMABUF, kDepth, size);
	if (!output.ok())
		return output.failure();
	const auto capture = queues_.capture.try_create(V4L2_MEMORY_DMABUF, kDepth, size);
	if (!capture.ok())
		return capture.failure();
	return Place{output.value(), capture.value()};
}

Result<FrameLoop::Place> FrameLoop::try_attach(const DmaBuf &buffer)
{
	auto place = try_take_place();
	if (!place.ok())
		return place;
	const Status prepared = try_prepare_all(queues_.output, place.value().output, buffer);
	if (prepared.ok())
		return place;
	detach(place.value());
	return prepared.failure();
}

// A place lets go of a dma-buf only for another one, so the own buffer moves in. Failures
// leave an attachment that ends with the loop.
void FrameLoop::detach(const Place &place)
{
	static_cast<void>(queues_.output.try_stream_off());
	static_cast<void>(try_prepare_all(queues_.output, place.output, own_.dmabuf));
	static_cast<void>(queues_.output.try_stream_off());
	static_cast<void>(try_prepare_all(queues_.capture, place.capture, own_.dmabuf));
	static_cast<void>(queues_.capture.try_stream_off());
	free_.push_back(place);
}

Status FrameLoop::try_stream(
	const Place &from, const DmaBuf &source, const Place &to, const DmaBuf &target)
{
	Status status = try_queue_all(queues_.output, from.output, source);
	if (status.ok())
		status = try_queue_all(queues_.capture, to.capture, target);
	if (status.ok())
		status = queues_.output.try_stream_on();
	if (status.ok())
		status = queues_.capture.try_stream_on();
	return status.ok() ? queues_.capture.try_dequeue(Deadline::generous()) : status;
}

Status FrameLoop::try_copy(
	const Place &from, const DmaBuf &source, const Place &to, const DmaBuf &target)
{
	const Status copied = try_stream(from, source, to, target);
	const Status capture_off = queues_.capture.try_stream_off();
	const Status output_off = queues_.output.try_stream_off();
	if (!copied.ok())
		return copied.failure();
	return capture_off.ok() ? output_off : capture_off;
}

Result<LoopedBuffer> LoopedBuffer::try_attach(std::shared_ptr<FrameLoop> loop, DmaBuf buffer)
{
	const auto place = loop->try_attach(buffer);
	if (!place.ok())
		return place.failure();
	return LoopedBuffer{std::move(loop), std::move(buffer), place.value()};
}

LoopedBuffer::~LoopedBuffer()
{
	if (loop_)
		loop_->detach(place_);
}

void LoopedBuffer::require_inside(std::size_t offset, std::size_t length) const
{
	const std::size_t size = loop_->frame().size();
	if (offset > size || length > size - offset)
		Failure{Errno{ERANGE},
			"access beyond a frame of " + std::to_string(size) + " bytes"}
			.raise();
}

void LoopedBuffer::fetch()
{
	loop_->try_copy(place_, buffer_, {}, loop_->own_.dmabuf).value();
}

void LoopedBuffer::store()
{
	loop_->try_copy({}, loop_->own_.dmabuf, place_, buffer_).value();
}

void LoopedBuffer::read(std::size_t offset, std::span<std::byte> bytes)
{
	require_inside(offset, bytes.size());
	fetch();
	std::memcpy(bytes.data(), loop_->own_.memory.bytes().data() + offset, bytes.size());
}

void LoopedBuffer::write(std::size_t offset, std::span<const std::byte> bytes)
{
	require_inside(offset, bytes.size());
	// Frames are written whole, so what the buffer has beside the new bytes comes first.
	if (bytes.size() < loop_->frame().size())
		fetch();
	std::memcpy(loop_->own_.memory.bytes().data() + offset, bytes.data(), bytes.size());
	store();
}

} // namespace cf
