// SPDX-License-Identifier: MIT
#include "misuse/fence_requests.h"

#include <array>
#include <cerrno>
#include <optional>

#include "drm/dumb_buffer.h"
#include "drm/prime.h"
#include "drm/sync/vgem_uapi.h"
#include "support/matrix/drm_devices.h"
#include "support/matrix/sized.h"

namespace cf
{
namespace
{

constexpr IoctlRequest kAttach{kVgemFenceAttach, "DRM_IOCTL_VGEM_FENCE_ATTACH"};
constexpr IoctlRequest kSignal{kVgemFenceSignal, "DRM_IOCTL_VGEM_FENCE_SIGNAL"};

constexpr std::uint32_t kRead = 0;
constexpr std::uint32_t kWrite = kVgemFenceWrite;

// A buffer of the driver, and the fences that were attached to it. Closing the device is the end
// of all of them.
class Fenced
{
public:
	explicit Fenced(const DeviceInfo &info)
		: buffer_(DumbBuffer::create(Device::open(info, DeviceNode::primary), page_size())),
		  dmabuf_(export_dmabuf(buffer_->handle()))
	{
	}

	// Whatever is wrong with it.
	Errno attach(VgemFenceAttach request)
	{
		const Errno error = buffer_->handle().device().try_ioctl(kAttach, &request).error();
		last_ = request.out_fence;
		return error;
	}
	Errno attach(std::uint32_t flags) { return attach({handle(), flags, 0, 0}); }

	Errno signal(std::uint32_t fence, std::uint32_t flags = 0) const
	{
		VgemFenceSignal request{fence, flags};
		return buffer_->handle().device().try_ioctl(kSignal, &request).error();
	}
	Errno signal_last() const { return signal(last_); }

	std::uint32_t handle() const { return buffer_->handle().number(); }
	std::uint32_t last() const { return last_; }
	void close_device() { buffer_.reset(); }
	Errno busy() const { return Errno{dmabuf_.idle_for_writing() ? 0 : EBUSY}; }
	bool expires() const
	{
		return dmabuf_.export_sync_file(Access::write).wait(Deadline::generous());
	}

private:
	std::optional<DumbBuffer> buffer_;
	DmaBuf dmabuf_;
	std::uint32_t last_ = 0;
};

// The second of two fences on one buffer.
Errno attach_after(const DeviceInfo &device, std::uint32_t first, std::uint32_t second)
{
	Fenced buffer{device};
	const Errno error = buffer.attach(first);
	return error == Errno{} ? buffer.attach(second) : error;
}

Errno attach_flagged(const DeviceInfo &device, std::uint32_t flags, std::uint32_t pad)
{
	Fenced buffer{device};
	return buffer.attach({buffer.handle(), flags, 0, pad});
}

Errno attach_to(const DeviceInfo &device, std::uint32_t handle)
{
	Fenced buffer{device};
	return buffer.attach({buffer.handle() + handle, kWrite, 0, 0});
}

constexpr std::array kAnswers{
	FenceAnswer{"reader_beside_reader",
		[](const DeviceInfo &device) { return attach_after(device, kRead, kRead); }, 0},
	FenceAnswer{"writer_beside_reader",
		[](const DeviceInfo &device) { return attach_after(device, kRead, kWrite); },
		EBUSY},
	FenceAnswer{"reader_beside_writer",
		[](const DeviceInfo &device) { return attach_after(device, kWrite, kRead); },
		EBUSY},
	FenceAnswer{"writer_beside_writer",
		[](const DeviceInfo &device) { return attach_after(device, kWrite, kWrite); },
		EBUSY},
	FenceAnswer{"refused_writer_leaves_no_fence",
		[](const DeviceInfo &device) {
			Fenced buffer{device};
			buffer.attach(kWrite);
			const std::uint32_t first = buffer.last();
			buffer.attach(kWrite);
			buffer.signal(first);
			return buffer.busy();
		},
		0},
	FenceAnswer{"lowest_unknown_flag",
		[](const DeviceInfo &device) { return attach_flagged(device, kWrite | 2, 0); },
		EINVAL},
	FenceAnswer{"highest_unknown_flag",
		[](const DeviceInfo &device) { return attach_flagged(device, 1U << 31, 0); },
		EINVAL},
	FenceAnswer{"padding",
		[](const DeviceInfo &device) { return attach_flagged(device, kWrite, 1); }, EINVAL},
	FenceAnswer{"refused_flag_leaves_no_fence",
		[](const DeviceInfo &device) {
			Fenced buffer{device};
			buffer.attach(kWrite | 2);
			return buffer.busy();
		},
		0},
	FenceAnswer{"unknown_handle", [](const DeviceInfo &device) { return attach_to(device, 1); },
		ENOENT},
	FenceAnswer{"no_handle",
		[](const DeviceInfo &device) {
			return Fenced{device}.attach(VgemFenceAttach{0, kWrite, 0, 0});
		},
		ENOENT},
	FenceAnswer{"signal_with_a_flag",
		[](const DeviceInfo &device) {
			Fenced buffer{device};
			buffer.attach(kWrite);
			return buffer.signal(buffer.last(), 1);
		},
		EINVAL},
	FenceAnswer{"signal_of_none",
		[](const DeviceInfo &device) { return Fenced{device}.signal(0); }, ENOENT},
	FenceAnswer{"signal_of_the_highest",
		[](const DeviceInfo &device) { return Fenced{device}.signal(~0U); }, ENOENT},
	FenceAnswer{"signal_of_another_file",
		[](const DeviceInfo &device) {
			Fenced buffer{device};
			buffer.attach(kWrite);
			return Fenced{device}.signal(buffer.last());
		},
		ENOENT},
	FenceAnswer{"signal_in_time",
		[](const DeviceInfo &device) {
			Fenced buffer{device};
			buffer.attach(kWrite);
			return buffer.signal_last();
		},
		0},
	FenceAnswer{"signal_twice",
		[](const DeviceInfo &device) {
			Fenced buffer{device};
			buffer.attach(kWrite);
			buffer.signal_last();
			return buffer.signal_last();
		},
		ENOENT},
	FenceAnswer{"signal_after_the_end_of_its_time",
		[](const DeviceInfo &device) {
			Fenced buffer{device};
			buffer.attach(kWrite);
			return buffer.expires() ? buffer.signal_last() : Errno{EBUSY};
		},
		ETIMEDOUT},
	FenceAnswer{"pending_when_asked",
		[](const DeviceInfo &device) {
			Fenced buffer{device};
			buffer.attach(kRead);
			return buffer.busy();
		},
		EBUSY},
	FenceAnswer{"gone_with_the_device_file",
		[](const DeviceInfo &device) {
			Fenced buffer{device};
			buffer.attach(kRead);
			buffer.attach(kRead);
			buffer.close_device();
			return buffer.busy();
		},
		0},
};

} // namespace

std::vector<FenceRequest> fence_requests()
{
	std::vector<FenceRequest> found;
	for (const DrmDevice &device : exporting_drm_devices()) {
		if (device.info.driver != "vgem")
			continue;
		for (const FenceAnswer &answer : kAnswers)
			found.push_back({device.role, device.info, answer});
	}
	return found;
}

} // namespace cf
