// SPDX-License-Identifier: MIT
#include "drm/sync/syncobj.h"

#include <cerrno>
#include <cstdio>
#include <cstdlib>

#include <xf86drm.h>

#include "drm/sync/compat.h"

namespace cf
{

namespace
{

constexpr IoctlRequest kHandleToFd{kDrmSyncobjHandleToFd, "DRM_IOCTL_SYNCOBJ_HANDLE_TO_FD"};
constexpr IoctlRequest kFdToHandle{kDrmSyncobjFdToHandle, "DRM_IOCTL_SYNCOBJ_FD_TO_HANDLE"};
constexpr IoctlRequest kEventfd{kDrmSyncobjEventfd, "DRM_IOCTL_SYNCOBJ_EVENTFD"};

// What a call of libdrm has given; each leaves errno as the ioctl set it.
Status status_of(int result, const char *call, const Device &device)
{
	if (result != 0)
		return Failure::last(std::string{call} + " on " + device.driver());
	return success();
}

void destroy_or_abort(const Device &device, std::uint32_t number)
{
	const int saved_errno = errno;
	if (drmSyncobjDestroy(device.fd().get(), number) != 0) {
		std::perror("drmSyncobjDestroy: somebody else destroyed this handle");
		std::abort();
	}
	errno = saved_errno;
}

} // namespace

Result<Syncobj> Syncobj::try_make(std::shared_ptr<const Device> device, std::uint32_t flags)
{
	std::uint32_t number = 0;
	const Status status = status_of(
		drmSyncobjCreate(device->fd().get(), flags, &number), "drmSyncobjCreate", *device);
	if (!status.ok())
		return status.failure();
	return Syncobj{std::move(device), number};
}

Result<Syncobj> Syncobj::try_create(std::shared_ptr<const Device> device)
{
	return try_make(std::move(device), 0);
}

Syncobj Syncobj::create(std::shared_ptr<const Device> device)
{
	return try_make(std::move(device), 0).take();
}

Syncobj Syncobj::create_signalled(std::shared_ptr<const Device> device)
{
	return try_make(std::move(device), DRM_SYNCOBJ_CREATE_SIGNALED).take();
}

Result<Syncobj> Syncobj::try_import(std::shared_ptr<const Device> device, FdRef fd)
{
	std::uint32_t number = 0;
	const Status status = status_of(drmSyncobjFDToHandle(device->fd().get(), fd.get(), &number),
		"drmSyncobjFDToHandle", *device);
	if (!status.ok())
		return status.failure();
	return Syncobj{std::move(device), number};
}

Syncobj Syncobj::import(std::shared_ptr<const Device> device, FdRef fd)
{
	return try_import(std::move(device), fd).take();
}

Syncobj::~Syncobj()
{
	if (device_)
		destroy_or_abort(*device_, number_);
}

UniqueFd Syncobj::export_fd() const
{
	int fd = -1;
	status_of(drmSyncobjHandleToFD(device_->fd().get(), number_, &fd), "drmSyncobjHandleToFD",
		*device_)
		.take();
	return UniqueFd{fd};
}

Result<SyncFile> Syncobj::try_export_sync_file(std::uint64_t point) const
{
	SyncobjHandle request{
		.handle = number_,
		.flags = DRM_SYNCOBJ_HANDLE_TO_FD_FLAGS_EXPORT_SYNC_FILE |
			(point != 0 ? kSyncobjHandleTimeline : 0U),
		.fd = -1,
		.pad = 0,
		.point = point,
	};
	const Status status = device_->try_ioctl(kHandleToFd, &request);
	if (!status.ok())
		return status.failure();
	return SyncFile{UniqueFd{request.fd}};
}

SyncFile Syncobj::export_sync_file(std::uint64_t point) const
{
	return try_export_sync_file(point).take();
}

Status Syncobj::try_import_sync_file(const SyncFile &file, std::uint64_t point) const
{
	SyncobjHandle request{
		.handle = number_,
		.flags = DRM_SYNCOBJ_FD_TO_HANDLE_FLAGS_IMPORT_SYNC_FILE |
			(point != 0 ? kSyncobjHandleTimeline : 0U),
		.fd = file.fd().get(),
		.pad = 0,
		.point = point,
	};
	return device_->try_ioctl(kFdToHandle, &request);
}

void Syncobj::import_sync_file(const SyncFile &file, std::uint64_t point) const
{
	try_import_sync_file(file, point).take();
}

void Syncobj::signal() const
{
	status_of(drmSyncobjSignal(device_->fd().get(), &number_, 1), "drmSyncobjSignal", *device_)
		.take();
}

void Syncobj::reset() const
{
	status_of(drmSyncobjReset(device_->fd().get(), &number_, 1), "drmSyncobjReset", *device_)
		.take();
}

void Syncobj::signal(std::uint64_t point) const
{
	status_of(drmSyncobjTimelineSignal(device_->fd().get(), &number_, &point, 1),
		"drmSyncobjTimelineSignal", *device_)
		.take();
}

std::uint64_t Syncobj::query(std::uint32_t flags) const
{
	std::uint32_t handle = number_;
	std::uint64_t point = 0;
	status_of(drmSyncobjQuery2(device_->fd().get(), &handle, &point, 1, flags),
		"drmSyncobjQuery2", *device_)
		.take();
	return point;
}

std::uint64_t Syncobj::reached() const
{
	return query(0);
}

std::uint64_t Syncobj::submitted() const
{
	return query(DRM_SYNCOBJ_QUERY_FLAGS_LAST_SUBMITTED);
}

Status Syncobj::try_transfer(
	std::uint64_t point, const Syncobj &from, std::uint64_t from_point) const
{
	return status_of(drmSyncobjTransfer(
				 device_->fd().get(), number_, point, from.number(), from_point, 0),
		"drmSyncobjTransfer", *device_);
}

void Syncobj::transfer(std::uint64_t point, const Syncobj &from, std::uint64_t from_point) const
{
	try_transfer(point, from, from_point).take();
}

Status Syncobj::try_notify(FdRef eventfd, std::uint64_t point, PointEvent event) const
{
	SyncobjEventfd request{
		.handle = number_,
		.flags =
			event == PointEvent::available ? DRM_SYNCOBJ_WAIT_FLAGS_WAIT_AVAILABLE : 0U,
		.point = point,
		.fd = eventfd.get(),
		.pad = 0,
	};
	return device_->try_ioctl(kEventfd, &request);
}

void Syncobj::notify(FdRef eventfd, std::uint64_t point, PointEvent event) const
{
	try_notify(eventfd, point, event).take();
}

} // namespace cf
