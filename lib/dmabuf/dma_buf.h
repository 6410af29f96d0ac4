// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>

#include <sys/types.h>

#include "base/mapping.h"
#include "base/result.h"
#include "base/unique_fd.h"
#include "dmabuf/access.h"
#include "dmabuf/dma_buf_info.h"
#include "dmabuf/sync_file.h"

// A dma-buf file descriptor and what linux/dma-buf.h lets userspace do with it. It
// owns one descriptor, not the buffer: the kernel keeps the buffer while any
// descriptor, mapping or attachment is left. Sizes are bytes.

namespace cf
{

class DmaBuf
{
public:
	// Takes over a descriptor that an exporting ioctl has just made.
	explicit DmaBuf(UniqueFd fd) : fd_(std::move(fd)) {}

	FdRef fd() const { return fd_; }
	UniqueFd release() && { return std::move(fd_); }

	// A second descriptor of the same buffer.
	DmaBuf duplicate() const { return DmaBuf{cf::duplicate(fd_)}; }

	// lseek(SEEK_END): the size of the buffer, which exporters may round up.
	std::size_t size() const;

	// st_ino on the dma-buf file system: one number a buffer, equal for every descriptor of it.
	ino_t inode() const;

	// What the kernel says of this descriptor in /proc/self/fdinfo.
	DmaBufInfo info() const;

	// mmap of the buffer by its exporter. EINVAL: no mmap op or too long; EACCES: read-only fd.
	Result<Mapping> try_map(std::size_t size, int protection) const;
	Mapping map() const;

	// DMA_BUF_IOCTL_SYNC with DMA_BUF_SYNC_START or _END; begin waits for fences.
	Status try_begin_cpu_access(Access access) const;
	Status try_end_cpu_access(Access access) const;

	// A snapshot of the fences that a CPU access of this kind waits for: EXPORT_SYNC_FILE.
	Result<SyncFile> try_export_sync_file(Access access) const;
	SyncFile export_sync_file(Access access) const;

	// Adds the fences of `file` as readers or as the writer: IMPORT_SYNC_FILE.
	Status try_import_sync_file(const SyncFile &file, Access access) const;
	void import_sync_file(const SyncFile &file, Access access) const;

	// DMA_BUF_SET_NAME_B. EINVAL: longer than 31 bytes.
	Status try_set_name(const std::string &name) const;
	void set_name(const std::string &name) const;

	// poll(2): POLLIN once no writer is pending, POLLOUT once nobody is.
	bool idle_for_reading() const;
	bool idle_for_writing() const;

private:
	UniqueFd fd_;
};

} // namespace cf
