// SPDX-License-Identifier: MIT
#include "roles/discovery/discovery.h"

#include <cstring>
#include <mutex>

#include "media/device_memory.h"
#include "roles/discovery/known_role.h"
#include "roles/discovery/role_name.h"

// Every V4L2 device that streams frames. Its buffers are MMAP buffers of a queue, exported
// by VIDIOC_EXPBUF; the CPU path is the mmap of the video node.

namespace cf
{

namespace
{

// Scattered buffers are bounded by memory alone: this is what a small machine can spare.
// Contiguous ones come from the buddy allocator, whose largest block is 4 MiB on x86.
constexpr std::size_t kSpareSize = std::size_t{64} << 20;
constexpr std::size_t kLargestBlock = std::size_t{4} << 20;

class V4l2Buffer final : public ExportedBuffer
{
public:
	explicit V4l2Buffer(OrphanedBuffer buffer)
		: ExportedBuffer(std::move(buffer.dmabuf)), memory_(std::move(buffer.memory))
	{
	}

	void write(std::size_t offset, std::span<const std::byte> bytes) override
	{
		std::memcpy(memory_.bytes().data() + offset, bytes.data(), bytes.size());
	}

	void read(std::size_t offset, std::span<std::byte> bytes) const override
	{
		std::memcpy(bytes.data(), memory_.bytes().data() + offset, bytes.size());
	}

private:
	Mapping memory_;
};

class V4l2Exporter final : public Exporter
{
public:
	V4l2Exporter(std::string name, VideoDeviceInfo device, std::size_t max_size)
		: name_(std::move(name)), device_(std::move(device)), max_size_(max_size)
	{
	}

	std::string name() const override { return name_; }
	std::string driver() const override { return device_.driver; }
	std::string node() const override { return device_.node(); }
	std::size_t max_size() const override { return max_size_; }
	bool creates_alone() const override { return true; }

	Result<std::unique_ptr<ExportedBuffer>> try_create(std::size_t size) const override
	{
		// The device is ours for a moment only; threads take turns.
		const std::lock_guard guard{one_at_a_time_};
		auto buffer = try_allocate(device_, size);
		if (!buffer.ok())
			return buffer.failure();
		return std::make_unique<V4l2Buffer>(std::move(buffer).take());
	}

private:
	std::string name_;
	VideoDeviceInfo device_;
	std::size_t max_size_;
	mutable std::mutex one_at_a_time_;
};

std::size_t max_size_of(const std::string &name, const VideoDeviceInfo &device)
{
	if (const auto *known = known_exporter(name, device.driver, device.node()))
		return known->max_size;
	const auto page = try_allocate(device, 1);
	const bool contiguous = page.ok() && layout_of(page.value()) == BufferLayout::contiguous;
	return contiguous ? kLargestBlock : kSpareSize;
}

} // namespace

void find_v4l2_exporters(Catalogue &roles)
{
	const std::vector<VideoDeviceInfo> devices = list_video_devices();
	if (devices.empty())
		roles.absent.push_back({"exporter", "v4l2", "/dev/video0",
			"no video node (load one of the CONFIG_V4L_TEST_DRIVERS)"});
	const std::vector<std::string> names = video_device_names(devices);
	for (std::size_t index = 0; index < devices.size(); ++index) {
		const VideoDeviceInfo &device = devices[index];
		const std::string name = role_name(names[index]);
		if (device.trouble.empty())
			offer(roles,
				std::make_shared<V4l2Exporter>(
					name, device, max_size_of(name, device)));
		else
			roles.absent.push_back({"exporter", name, device.node(), device.trouble});
	}
}

} // namespace cf
