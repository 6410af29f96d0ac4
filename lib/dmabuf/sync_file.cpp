// SPDX-License-Identifier: MIT
#include "dmabuf/sync_file.h"

#include <cstring>

#include <linux/sync_file.h>
#include <poll.h>

#include "base/ioctl.h"
#include "dmabuf/compat.h"

namespace cf
{

namespace
{

constexpr const char *kObject = "sync_file";

constexpr IoctlRequest kMerge{SYNC_IOC_MERGE, "SYNC_IOC_MERGE"};
constexpr IoctlRequest kFileInfo{SYNC_IOC_FILE_INFO, "SYNC_IOC_FILE_INFO"};
constexpr IoctlRequest kSetDeadline{kSyncIocSetDeadline, "SYNC_IOC_SET_DEADLINE"};

// Names in these structures need not be terminated.
template <std::size_t N>
std::string text_of(const char (&name)[N])
{
	return {name, ::strnlen(name, N)};
}

FenceInfo fence_info(const sync_fence_info &raw)
{
	return FenceInfo{
		.timeline = text_of(raw.obj_name),
		.driver = text_of(raw.driver_name),
		.status = raw.status,
		.timestamp_ns = raw.timestamp_ns,
	};
}

} // namespace

SyncFileInfo SyncFile::info() const
{
	// Asked with num_fences 0 the kernel only counts. The fences of a file never change.
	sync_file_info raw{};
	try_ioctl_status(fd_, kFileInfo, &raw, kObject).take();
	std::vector<sync_fence_info> fences(raw.num_fences);
	raw.sync_fence_info = reinterpret_cast<std::uintptr_t>(fences.data());
	if (!fences.empty())
		try_ioctl_status(fd_, kFileInfo, &raw, kObject).take();

	SyncFileInfo info{.name = text_of(raw.name), .status = raw.status};
	for (const sync_fence_info &fence : fences)
		info.fences.push_back(fence_info(fence));
	return info;
}

std::int32_t SyncFile::status() const
{
	sync_file_info raw{};
	try_ioctl_status(fd_, kFileInfo, &raw, kObject).take();
	return raw.status;
}

Result<SyncFile> SyncFile::try_merge(const SyncFile &other, const std::string &name) const
{
	sync_merge_data request{};
	name.copy(request.name, sizeof(request.name) - 1);
	request.fd2 = other.fd().get();
	request.fence = -1;
	const Status status = try_ioctl_status(fd_, kMerge, &request, kObject);
	if (!status.ok())
		return status.failure();
	return SyncFile{UniqueFd{request.fence}};
}

SyncFile SyncFile::merge(const SyncFile &other, const std::string &name) const
{
	return try_merge(other, name).take();
}

Status SyncFile::try_set_deadline(std::uint64_t monotonic_ns) const
{
	SyncSetDeadline request{.deadline_ns = monotonic_ns, .pad = 0};
	return try_ioctl_status(fd_, kSetDeadline, &request, kObject);
}

bool SyncFile::signalled() const
{
	return wait(Deadline::now());
}

bool SyncFile::wait(Deadline deadline) const
{
	return poll(fd_, POLLIN, deadline) & POLLIN;
}

} // namespace cf
