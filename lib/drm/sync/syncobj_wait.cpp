// SPDX-License-Identifier: MIT
#include "drm/sync/syncobj_wait.h"

#include <xf86drm.h>

namespace cf
{

namespace
{

// CLOCK_MONOTONIC, or 0 for a deadline that has passed: the kernel looks and does not wait.
std::int64_t nanoseconds_of(Deadline deadline)
{
	using std::chrono::duration_cast;
	const int left = deadline.milliseconds_left();
	if (left == 0)
		return 0;
	const auto end = Deadline::Clock::now() + std::chrono::milliseconds{left};
	return duration_cast<std::chrono::nanoseconds>(end.time_since_epoch()).count();
}

std::uint32_t flags_of(SyncobjWait how)
{
	return (how.all ? DRM_SYNCOBJ_WAIT_FLAGS_WAIT_ALL : 0U) |
		(how.for_submit ? DRM_SYNCOBJ_WAIT_FLAGS_WAIT_FOR_SUBMIT : 0U) |
		(how.available ? DRM_SYNCOBJ_WAIT_FLAGS_WAIT_AVAILABLE : 0U);
}

// libdrm's waits give -errno and leave errno as it is.
Result<std::uint32_t> result_of(int waited, std::uint32_t first, const char *call)
{
	if (waited != 0)
		return Failure::last(call);
	return first;
}

} // namespace

Result<std::uint32_t> try_wait(const std::vector<std::reference_wrapper<const Syncobj>> &syncobjs,
	Deadline deadline, SyncobjWait how)
{
	std::vector<std::uint32_t> handles;
	handles.reserve(syncobjs.size());
	for (const Syncobj &syncobj : syncobjs)
		handles.push_back(syncobj.number());
	std::uint32_t first = 0;
	const int waited = drmSyncobjWait(syncobjs.front().get().device().fd().get(),
		handles.data(), static_cast<unsigned>(handles.size()), nanoseconds_of(deadline),
		flags_of(how), &first);
	return result_of(waited, first, "drmSyncobjWait");
}

Result<std::uint32_t> try_wait_points(
	const std::vector<SyncobjPoint> &points, Deadline deadline, SyncobjWait how)
{
	std::vector<std::uint32_t> handles;
	std::vector<std::uint64_t> numbers;
	for (const SyncobjPoint &point : points) {
		handles.push_back(point.syncobj.get().number());
		numbers.push_back(point.point);
	}
	std::uint32_t first = 0;
	const int waited = drmSyncobjTimelineWait(points.front().syncobj.get().device().fd().get(),
		handles.data(), numbers.data(), static_cast<unsigned>(handles.size()),
		nanoseconds_of(deadline), flags_of(how), &first);
	return result_of(waited, first, "drmSyncobjTimelineWait");
}

} // namespace cf
