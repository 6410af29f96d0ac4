// SPDX-License-Identifier: MIT
#include "media/queue/video_queue.h"

#include <cerrno>

#include <fcntl.h>
#include <poll.h>
#include <sys/mman.h>

namespace cf
{

namespace
{

std::uint32_t buffer_type(bool multiplanar, QueueSide side)
{
	if (side == QueueSide::output)
		return multiplanar ? V4L2_BUF_TYPE_VIDEO_OUTPUT_MPLANE : V4L2_BUF_TYPE_VIDEO_OUTPUT;
	return multiplanar ? V4L2_BUF_TYPE_VIDEO_CAPTURE_MPLANE : V4L2_BUF_TYPE_VIDEO_CAPTURE;
}

// A v4l2_buffer with the one plane that it points to when the type is multi-planar.
class BufferArgument
{
public:
	BufferArgument(std::uint32_t type, v4l2_memory memory, std::uint32_t index)
	{
		buffer_.type = type;
		buffer_.memory = memory;
		buffer_.index = index;
		buffer_.field = V4L2_FIELD_NONE;
		if (multiplanar()) {
			buffer_.m.planes = &plane_;
			buffer_.length = 1;
		}
	}
	BufferArgument(const BufferArgument &) = delete;
	BufferArgument &operator=(const BufferArgument &) = delete;

	void place(const DmaBuf &dmabuf, std::uint32_t size)
	{
		if (multiplanar()) {
			plane_.m.fd = dmabuf.fd().get();
			plane_.length = plane_.bytesused = size;
		} else {
			buffer_.m.fd = dmabuf.fd().get();
			buffer_.length = buffer_.bytesused = size;
		}
	}

	std::uint32_t length() const { return multiplanar() ? plane_.length : buffer_.length; }
	std::uint32_t map_offset() const
	{
		return multiplanar() ? plane_.m.mem_offset : buffer_.m.offset;
	}
	bool broken() const { return buffer_.flags & V4L2_BUF_FLAG_ERROR; }
	v4l2_buffer *get() { return &buffer_; }

private:
	bool multiplanar() const { return V4L2_TYPE_IS_MULTIPLANAR(buffer_.type); }

	v4l2_buffer buffer_{};
	v4l2_plane plane_{};
};

} // namespace

VideoQueue::VideoQueue(std::shared_ptr<const VideoNode> node, QueueSide side)
	: node_(std::move(node)), type_(buffer_type(node_->multiplanar(), side))
{
}

Status VideoQueue::try_ioctl(IoctlRequest request, void *argument) const
{
	return try_ioctl_status(node_->fd(), request, argument,
		node_->path() + (V4L2_TYPE_IS_OUTPUT(type_) ? " output" : " capture"));
}

Result<FrameFormat> VideoQueue::try_adjust_format(const FrameFormat &wanted) const
{
	return cf::try_adjust_format(*node_, type_, wanted);
}

Result<FrameFormat> VideoQueue::try_set_nearest_format(const FrameFormat &wanted)
{
	Result<FrameFormat> format = cf::try_set_format(*node_, type_, wanted);
	if (format.ok())
		format_ = format.value();
	return format;
}

Status VideoQueue::try_set_format(const FrameFormat &wanted)
{
	const Result<FrameFormat> format = try_set_nearest_format(wanted);
	if (!format.ok())
		return format.failure();
	if (format_.pixel_format != wanted.pixel_format || format_.width != wanted.width ||
		format_.height != wanted.height || format_.bytes_per_line != wanted.bytes_per_line)
		return Failure{Errno{EINVAL},
			"VIDIOC_S_FMT to exactly " + std::to_string(wanted.width) + "x" +
				std::to_string(wanted.height) + " on " + node_->path()};
	return success();
}

Result<std::uint32_t> VideoQueue::try_request(v4l2_memory memory, std::uint32_t count)
{
	v4l2_requestbuffers request{};
	request.type = type_;
	request.memory = memory;
	request.count = count;
	const Status status = try_ioctl({VIDIOC_REQBUFS, "VIDIOC_REQBUFS"}, &request);
	if (!status.ok())
		return status.failure();
	return request.count;
}

Result<std::uint32_t> VideoQueue::try_create(
	v4l2_memory memory, std::uint32_t count, std::uint32_t size)
{
	v4l2_create_buffers create{};
	create.memory = memory;
	create.count = count;
	FrameFormat format = format_;
	format.image_size = size;
	create.format = to_v4l2(type_, format);
	const Status status = try_ioctl({VIDIOC_CREATE_BUFS, "VIDIOC_CREATE_BUFS"}, &create);
	if (!status.ok())
		return status.failure();
	if (create.count < count)
		return Failure{Errno{ENOBUFS}, "VIDIOC_CREATE_BUFS on " + node_->path()};
	return create.index;
}

Result<DmaBuf> VideoQueue::try_export(std::uint32_t index) const
{
	v4l2_exportbuffer request{};
	request.type = type_;
	request.index = index;
	request.flags = O_CLOEXEC | O_RDWR;
	const Status status = try_ioctl({VIDIOC_EXPBUF, "VIDIOC_EXPBUF"}, &request);
	if (!status.ok())
		return status.failure();
	return DmaBuf{UniqueFd{request.fd}};
}

Result<Mapping> VideoQueue::try_map(std::uint32_t index) const
{
	BufferArgument argument{type_, V4L2_MEMORY_MMAP, index};
	const Status status = try_ioctl({VIDIOC_QUERYBUF, "VIDIOC_QUERYBUF"}, argument.get());
	if (!status.ok())
		return status.failure();
	return Mapping::try_map(node_->fd(), argument.length(), argument.map_offset(),
		PROT_READ | PROT_WRITE, MAP_SHARED);
}

Status VideoQueue::try_submit(IoctlRequest request, std::uint32_t index, const DmaBuf &buffer)
{
	BufferArgument argument{type_, V4L2_MEMORY_DMABUF, index};
	argument.place(buffer, format_.image_size);
	return try_ioctl(request, argument.get());
}

Status VideoQueue::try_prepare(std::uint32_t index, const DmaBuf &buffer)
{
	return try_submit({VIDIOC_PREPARE_BUF, "VIDIOC_PREPARE_BUF"}, index, buffer);
}

Status VideoQueue::try_queue(std::uint32_t index, const DmaBuf &buffer)
{
	return try_submit({VIDIOC_QBUF, "VIDIOC_QBUF"}, index, buffer);
}

Status VideoQueue::try_dequeue(Deadline deadline)
{
	const Result<short> events = try_poll(node_->fd(), POLLIN, deadline);
	if (!events.ok())
		return events.failure();
	if (events.value() == 0)
		return Failure{Errno{ETIMEDOUT}, "waiting for a frame on " + node_->path()};
	BufferArgument argument{type_, V4L2_MEMORY_DMABUF, 0};
	const Status status = try_ioctl({VIDIOC_DQBUF, "VIDIOC_DQBUF"}, argument.get());
	if (!status.ok())
		return status.failure();
	if (argument.broken())
		return Failure{Errno{EIO}, "a captured frame on " + node_->path()};
	return success();
}

Status VideoQueue::try_stream_on()
{
	return try_ioctl({VIDIOC_STREAMON, "VIDIOC_STREAMON"}, &type_);
}

Status VideoQueue::try_stream_off()
{
	return try_ioctl({VIDIOC_STREAMOFF, "VIDIOC_STREAMOFF"}, &type_);
}

} // namespace cf
