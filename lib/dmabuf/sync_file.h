// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/deadline.h"
#include "base/result.h"
#include "base/unique_fd.h"

// A sync_file descriptor (linux/sync_file.h): one fence or several, seen from
// userspace. Owns the descriptor; the fences live on in whatever else holds them.

namespace cf
{

// One fence of a sync_file, as SYNC_IOC_FILE_INFO gives it.
struct FenceInfo {
	std::string timeline;
	std::string driver;
	std::int32_t status = 0;        // 0 active, 1 signalled, negative errno: failed
	std::uint64_t timestamp_ns = 0; // CLOCK_MONOTONIC of the signal
};

struct SyncFileInfo {
	std::string name;
	std::int32_t status = 0; // as FenceInfo::status, of all fences together
	std::vector<FenceInfo> fences;
};

class SyncFile
{
public:
	explicit SyncFile(UniqueFd fd) : fd_(std::move(fd)) {}

	FdRef fd() const { return fd_; }
	UniqueFd release() && { return std::move(fd_); }

	// SYNC_IOC_FILE_INFO.
	SyncFileInfo info() const;

	// The same without a list of fences: the status that the file's one fence or container has.
	std::int32_t status() const;

	// SYNC_IOC_MERGE: a new file with the unsignalled fences of both.
	Result<SyncFile> try_merge(const SyncFile &other, const std::string &name) const;
	SyncFile merge(const SyncFile &other, const std::string &name) const;

	// SYNC_IOC_SET_DEADLINE: asks the fences' drivers to be done by then. CLOCK_MONOTONIC.
	// ENOTTY in Linux 6.1.
	Status try_set_deadline(std::uint64_t monotonic_ns) const;

	// poll(POLLIN): every fence has signalled, with success or error.
	bool signalled() const;
	bool wait(Deadline deadline) const;

private:
	UniqueFd fd_;
};

} // namespace cf
