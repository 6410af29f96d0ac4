// SPDX-License-Identifier: MIT
#include "roles/discovery/discovery.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <memory>
#include <mutex>

#include "media/device_memory.h"
#include "media/loop/frame_loop.h"
#include "roles/discovery/known_role.h"
#include "roles/discovery/role_name.h"

// Every V4L2 device whose driver copies frames unchanged from an output queue to a capture
// queue. The imported buffer is queued as V4L2_MEMORY_DMABUF: on the output queue to be read by
// the driver, on the capture queue to be written by it.

namespace cf
{

namespace
{

constexpr std::size_t kPageSize = 4096;

// The loops of one device that are in use. Imports that make equal frames share a loop, since
// the queues of a device that is no converter have one owner and one format at a time.
class Loops
{
public:
	explicit Loops(VideoDeviceInfo device) : device_(std::move(device)) {}

	Result<std::shared_ptr<FrameLoop>> try_get(std::size_t size)
	{
		const std::lock_guard guard{mutex_};
		std::erase_if(open_, [](const auto &loop) { return loop.expired(); });
		for (const auto &weak : open_) {
			const auto loop = weak.lock();
			if (loop && loop->frame().size() == size)
				return loop;
		}
		auto loop = FrameLoop::try_open(device_, size);
		if (loop.ok())
			open_.push_back(loop.value());
		return loop;
	}

private:
	VideoDeviceInfo device_;
	std::mutex mutex_;
	std::vector<std::weak_ptr<FrameLoop>> open_;
};

class V4l2ImportedBuffer final : public ImportedBuffer
{
public:
	explicit V4l2ImportedBuffer(LoopedBuffer buffer) : buffer_(std::move(buffer)) {}

	void read(std::size_t offset, std::span<std::byte> bytes) override
	{
		buffer_.read(offset, bytes);
	}

	void write(std::size_t offset, std::span<const std::byte> bytes) override
	{
		buffer_.write(offset, bytes);
	}

private:
	LoopedBuffer buffer_;
};

class V4l2Session final : public ImportSession
{
public:
	V4l2Session(std::shared_ptr<Loops> loops, std::size_t max_size)
		: loops_(std::move(loops)), max_size_(max_size)
	{
	}

	Result<std::unique_ptr<ImportedBuffer>> try_import(const DmaBuf &buffer) override
	{
		return try_import_as(buffer, std::min(buffer.size(), max_size_));
	}

	Result<std::unique_ptr<ImportedBuffer>> try_import_as(
		const DmaBuf &buffer, std::size_t size) override
	{
		auto loop = loops_->try_get(size);
		if (!loop.ok())
			return loop.failure();
		auto looped = LoopedBuffer::try_attach(std::move(loop).take(), buffer.duplicate());
		if (!looped.ok())
			return looped.failure();
		return std::make_unique<V4l2ImportedBuffer>(std::move(looped).take());
	}

private:
	std::shared_ptr<Loops> loops_;
	std::size_t max_size_;
};

class V4l2Importer final : public Importer
{
public:
	V4l2Importer(std::string name, const VideoDeviceInfo &device, std::size_t max_size)
		: name_(std::move(name)), device_(device), max_size_(max_size),
		  loops_(std::make_shared<Loops>(device))
	{
	}

	std::string name() const override { return name_; }
	std::string driver() const override { return device_.driver; }
	std::string node() const override { return device_.node(); }

	Sight sight() const override
	{
		return {true, true, max_size_,
			"frames looped from the output to the capture queue"};
	}

	bool sees_alone() const override { return true; }
	bool is_told_sizes() const override { return true; }

	std::unique_ptr<ImportSession> open() const override
	{
		VideoNode::try_open(device_.node()).value();
		return std::make_unique<V4l2Session>(loops_, max_size_);
	}

private:
	std::string name_;
	VideoDeviceInfo device_;
	std::size_t max_size_;
	std::shared_ptr<Loops> loops_;
};

// Sends every byte value round and compares: the device's own buffer takes the part of a
// foreign one.
void require_round_trip(const VideoDeviceInfo &device, const OrphanedBuffer &buffer)
{
	LoopedBuffer subject = LoopedBuffer::try_attach(
		FrameLoop::try_open(device, kPageSize).take(), buffer.dmabuf.duplicate())
				       .take();
	std::array<std::byte, kPageSize> sent, back;
	for (std::size_t index = 0; index < sent.size(); ++index)
		sent[index] = static_cast<std::byte>(index + index / 256);
	subject.write(0, sent);
	subject.read(0, back);
	if (sent != back || !std::ranges::equal(buffer.memory.bytes().first(sent.size()), sent))
		Failure{Errno{EOPNOTSUPP}, "copying a frame unchanged through " + device.node()}
			.raise();
}

// How much of any exporter's buffer the device reaches: of scattered memory, one page when
// the driver wants a contiguous range.
std::size_t reach_of(const std::string &name, const VideoDeviceInfo &device)
{
	if (const auto *known = known_importer(name, device.driver, device.node()))
		return known->sight.max_size;
	const OrphanedBuffer buffer = try_allocate(device, kPageSize).take();
	require_round_trip(device, buffer);
	if (layout_of(buffer) == BufferLayout::contiguous)
		return kPageSize;
	return max_frame_size(try_join_queues(device).value().limits);
}

void find_importer(Catalogue &roles, const std::string &name, const VideoDeviceInfo &device)
try {
	if (device.trouble.empty())
		offer(roles, std::make_shared<V4l2Importer>(name, device, reach_of(name, device)));
	else
		roles.absent.push_back({"importer", name, device.node(), device.trouble});
} catch (const std::system_error &error) {
	roles.absent.push_back({"importer", name, device.node(), error.what()});
}

} // namespace

void find_v4l2_importers(Catalogue &roles)
{
	const std::vector<VideoDeviceInfo> devices = list_video_devices();
	if (devices.empty())
		roles.absent.push_back({"importer", "v4l2", "/dev/video0",
			"no video node (load one of the CONFIG_V4L_TEST_DRIVERS)"});
	const std::vector<std::string> names = video_device_names(devices);
	for (std::size_t index = 0; index < devices.size(); ++index)
		find_importer(roles, role_name(names[index]), devices[index]);
}

} // namespace cf
