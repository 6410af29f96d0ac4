// SPDX-License-Identifier: MIT
#include "latency/ways/syncobj_waits.h"

#include <sys/eventfd.h>
#include <unistd.h>

#include "drm/sync/syncobj_wait.h"
#include "support/matrix/drm_devices.h"
#include "support/matrix/refusals.h"
#include "support/require.h"

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

private:
	void hold(const SyncFile &file) override { syncobj_.import_sync_file(file); }
	void until_signalled() override { try_wait({syncobj_}, Deadline::generous()).take(); }

	Syncobj syncobj_ = Syncobj::create(any_device());
};

// Each sample is the next point of one timeline, as of a queue.
class OnTimeline : public FencedPath
{
public:
	explicit OnTimeline(const Fencing &fencing) : FencedPath(fencing) {}

protected:
	void hold(const SyncFile &file) override
	{
		binary_.import_sync_file(file);
		timeline_.transfer(++point_, binary_, 0);
	}
	void until_signalled() override
	{
		try_wait_points({{timeline_, point_}}, Deadline::generous()).take();
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

private:
	void hold(const SyncFile &file) override
	{
		OnTimeline::hold(file);
		timeline().notify(told_, point(), PointEvent::signalled);
	}
	void until_signalled() override
	{
		std::uint64_t count = 0;
		if (::read(told_.get(), &count, sizeof count) != sizeof count)
			throw std::system_error(errno, std::generic_category(), "read");
	}

	UniqueFd told_{::eventfd(0, EFD_CLOEXEC)};
};

// The file is a whole timeline already: the wait is for the last of its points.
class OnLastPoint : public FencedPath
{
public:
	using FencedPath::FencedPath;

private:
	void hold(const SyncFile &file) override
	{
		timeline_.import_sync_file(file);
		point_ = timeline_.submitted();
	}
	void until_signalled() override
	{
		try_wait_points({{timeline_, point_}}, Deadline::generous()).take();
	}

	Syncobj timeline_ = Syncobj::create(any_device());
	std::uint64_t point_ = 0;
};

} // namespace

std::unique_ptr<WakePath> syncobj_wait(const Fencing &fencing)
{
	return std::make_unique<OnSyncobj>(fencing);
}

std::unique_ptr<WakePath> timeline_wait(const Fencing &fencing)
{
	return std::make_unique<OnTimeline>(fencing);
}

std::unique_ptr<WakePath> last_point_wait(const Fencing &fencing)
{
	return std::make_unique<OnLastPoint>(fencing);
}

std::unique_ptr<WakePath> timeline_eventfd(const Fencing &fencing)
{
	require(KernelVersion::running() >= KernelVersion{6, 6},
		"needs DRM_IOCTL_SYNCOBJ_EVENTFD (Linux 6.6)");
	return std::make_unique<EventfdOfTimeline>(fencing);
}

} // namespace cf
