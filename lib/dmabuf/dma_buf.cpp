// SPDX-License-Identifier: MIT
#include "dmabuf/dma_buf.h"

#include <poll.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fmt/format.h>

#include "base/deadline.h"
#include "base/ioctl.h"
#include "base/text_file.h"

namespace cf
{

namespace
{

constexpr const char *kObject = "dma-buf";

constexpr IoctlRequest kSync{DMA_BUF_IOCTL_SYNC, "DMA_BUF_IOCTL_SYNC"};
constexpr IoctlRequest kSetName{DMA_BUF_SET_NAME_B, "DMA_BUF_SET_NAME"};
constexpr IoctlRequest kExportSyncFile{
	DMA_BUF_IOCTL_EXPORT_SYNC_FILE, "DMA_BUF_IOCTL_EXPORT_SYNC_FILE"};
constexpr IoctlRequest kImportSyncFile{
	DMA_BUF_IOCTL_IMPORT_SYNC_FILE, "DMA_BUF_IOCTL_IMPORT_SYNC_FILE"};

Status try_sync(FdRef fd, std::uint64_t flags)
{
	dma_buf_sync sync{.flags = flags};
	return try_ioctl_status(fd, kSync, &sync, kObject);
}

std::uint32_t bits_of(Access access)
{
	return static_cast<std::uint32_t>(access);
}

} // namespace

std::size_t DmaBuf::size() const
{
	const off_t end = ::lseek(fd_.get(), 0, SEEK_END);
	if (end == -1)
		Failure::last("SEEK_END of a dma-buf").raise();
	::lseek(fd_.get(), 0, SEEK_SET);
	return static_cast<std::size_t>(end);
}

ino_t DmaBuf::inode() const
{
	struct stat status;
	if (::fstat(fd_.get(), &status) == -1)
		Failure::last("fstat of a dma-buf").raise();
	return status.st_ino;
}

DmaBufInfo DmaBuf::info() const
{
	return try_parse_fdinfo(read_text(fmt::format("/proc/self/fdinfo/{}", fd_.get()))).take();
}

Result<Mapping> DmaBuf::try_map(std::size_t size, int protection) const
{
	return Mapping::try_map(fd_, size, 0, protection, MAP_SHARED);
}

Mapping DmaBuf::map() const
{
	return try_map(size(), PROT_READ | PROT_WRITE).take();
}

Status DmaBuf::try_begin_cpu_access(Access access) const
{
	return try_sync(fd_, DMA_BUF_SYNC_START | bits_of(access));
}

Status DmaBuf::try_end_cpu_access(Access access) const
{
	return try_sync(fd_, DMA_BUF_SYNC_END | bits_of(access));
}

Result<SyncFile> DmaBuf::try_export_sync_file(Access access) const
{
	dma_buf_export_sync_file request{.flags = bits_of(access), .fd = -1};
	const Status status = try_ioctl_status(fd_, kExportSyncFile, &request, kObject);
	if (!status.ok())
		return status.failure();
	return SyncFile{UniqueFd{request.fd}};
}

SyncFile DmaBuf::export_sync_file(Access access) const
{
	return try_export_sync_file(access).take();
}

Status DmaBuf::try_import_sync_file(const SyncFile &file, Access access) const
{
	dma_buf_import_sync_file request{.flags = bits_of(access), .fd = file.fd().get()};
	return try_ioctl_status(fd_, kImportSyncFile, &request, kObject);
}

void DmaBuf::import_sync_file(const SyncFile &file, Access access) const
{
	try_import_sync_file(file, access).take();
}

Status DmaBuf::try_set_name(const std::string &name) const
{
	std::string argument = name;
	return try_ioctl_status(fd_, kSetName, argument.data(), kObject);
}

void DmaBuf::set_name(const std::string &name) const
{
	try_set_name(name).take();
}

bool DmaBuf::idle_for_reading() const
{
	return poll(fd_, POLLIN, Deadline::now()) & POLLIN;
}

bool DmaBuf::idle_for_writing() const
{
	return poll(fd_, POLLOUT, Deadline::now()) & POLLOUT;
}

} // namespace cf
