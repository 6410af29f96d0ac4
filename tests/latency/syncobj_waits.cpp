// SPDX-License-Identifier: MIT
#include "latency/syncobj_waits.h"

#include <sys/eventfd.h>
#include <unistd.h>

#include "drm/sync/syncobj_wait.h"
#include "latency/fenced_path.h"
#include "support/matrix/drm_devices.h"

namespace cf
{

namespace
{

std::shared_ptr<const Device> any_device()
{
	const std::vector<DrmDevice> devices = timeline_drm_devices();
	require(!devices.empty(), "needs a DRM device with timeline syncobjs");
	return Device::open(devices.front().info, DeviceNode::primary);
}

class OnSyncobj : public FencedPath
{
public:
	using FencedPath::FencedPath;

	void wait() override { try_wait({syncobj_}, Deadline::generous()).take(); }

private:
	void hold(const SyncFile &file) override { syncobj_.import_sync_file(file); }

	Syncobj syncobj_ = Syncobj::create(any_device());
};

// Each sample is the next point of one timeline, as of a queue.
class OnTimeline : public FencedPath
{
public:
	explicit OnTimeline(const FileSource &source) : FencedPath(source) {}

	void wait() override
	{
		try_wait_points({{timeline_, point_}}, Deadline::generous()).take();
	}

protected:
	void hold(const SyncFile &file) override
	{
		binary_.import_sync_file(file);
		timeline_.transfer(++point_, binary_, 0);
	}

	const Syncobj &timeline() const { return timeline_; }
	std::uint64_t point() const { return point_; }

private:
	std::shared_ptr<const Device> device_ = any_device();
	Syncobj binary_ = Syncobj::create(device_);
	Syncobj timeline_ = Syncobj::create(device_);
	std::uint64_t point_ = 0;
};

class EventfdOfTimeline : public OnTimeline
{
public:
	using OnTimeline::OnTimeline;

	void wait() override
	{
		std::uint64_t count = 0;
		if (::read(told_.get(), &count, sizeof count) != sizeof count)
			throw std::system_error(errno, std::generic_category(), "read");
	}

private:
	void hold(const SyncFile &file) override
	{
		OnTimeline::hold(file);
		timeline().notify(told_, point(), PointEvent::signalled);
	}

	UniqueFd told_{::eventfd(0, EFD_CLOEXEC)};
};

} // namespace

std::unique_ptr<WakePath> syncobj_wait(const FileSource &source)
{
	return std::make_unique<OnSyncobj>(source);
}

std::unique_ptr<WakePath> timeline_wait(const FileSource &source)
{
	return std::make_unique<OnTimeline>(source);
}

std::unique_ptr<WakePath> timeline_eventfd(const FileSource &source)
{
	require(KernelVersion::running() >= KernelVersion{6, 6},
		"needs DRM_IOCTL_SYNCOBJ_EVENTFD (Linux 6.6)");
	return std::make_unique<EventfdOfTimeline>(source);
}

} // namespace cf
