// SPDX-License-Identifier: MIT
#pragma once

#include "drm/sync/syncobj_wait.h"
#include "support/matrix/drm_devices.h"
#include "support/matrix/pending_file.h"

// Fixtures for syncobjs of each DRM device that has timelines, with fences from elsewhere.

namespace cf
{

// First Linux whose points tell an eventfd.
inline constexpr KernelVersion kEventfds{6, 6};

// "virtio_gpu_with_vgem".
struct SourcedDevice {
	DrmDevice device;
	FileSource source;

	std::string name() const { return device.name() + "_with_" + source.name(); }
	std::vector<std::string> roles() const
	{
		std::vector<std::string> all = source.roles();
		all.push_back(device.role);
		return all;
	}
};

// One device a driver: what a driver adds to syncobjs does not differ between its devices.
inline std::vector<DrmDevice> syncobj_devices()
{
	std::vector<DrmDevice> found;
	for (const DrmDevice &device : timeline_drm_devices()) {
		if (found.empty() || found.back().info.driver != device.info.driver)
			found.push_back(device);
	}
	return found;
}

inline std::vector<SourcedDevice> sourced_devices()
{
	std::vector<SourcedDevice> found;
	for (const DrmDevice &device : syncobj_devices()) {
		for (const FileSource &source : file_sources())
			found.push_back({device, source});
	}
	return found;
}

// For claims that do not depend on whose fences they are.
inline std::vector<SourcedDevice> devices_with_any_source()
{
	std::vector<SourcedDevice> found;
	for (const DrmDevice &device : syncobj_devices())
		found.push_back({device, file_sources().front()});
	return found;
}

class SyncobjTest : public testing::TestWithParam<SourcedDevice>
{
protected:
	void SetUp() override { GetParam().source.require_working(); }

	const std::shared_ptr<const Device> &device() const { return device_; }
	Syncobj create() const { return Syncobj::create(device_); }
	PendingFile pend() const { return GetParam().source.make(); }

	Syncobj holding(const PendingFile &pending) const
	{
		Syncobj syncobj = create();
		syncobj.import_sync_file(pending.file);
		return syncobj;
	}

	// By way of a binary syncobj, which every kernel can do.
	void add_point(
		const Syncobj &timeline, std::uint64_t point, const PendingFile &pending) const
	{
		timeline.transfer(point, holding(pending), 0);
	}

	// Of the points themselves, without waiting.
	static Errno look(const Syncobj &timeline, std::uint64_t point, SyncobjWait how = {})
	{
		return try_wait_points({{timeline, point}}, Deadline::now(), how).error();
	}

	// Of whatever fence it holds.
	static Errno look(const Syncobj &syncobj)
	{
		return try_wait({syncobj}, Deadline::now()).error();
	}

private:
	std::shared_ptr<const Device> device_ =
		Device::open(GetParam().device.info, DeviceNode::primary);
};

} // namespace cf
