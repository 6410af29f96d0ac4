// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>
#include <vector>

#include "base/unique_fd.h"
#include "kernel/kmsg_record.h"

// The kernel log from the moment of opening on. Reading needs CAP_SYSLOG where
// kernel.dmesg_restrict is set, marking needs write permission on /dev/kmsg.

namespace cf
{

class KernelLog
{
public:
	// Placed behind the newest record.
	static Result<KernelLog> try_open();

	// Appends all records that are there now. Never waits.
	void read_available(std::vector<KmsgRecord> &records);

	// How many records the kernel has overwritten before they were read, since
	// the last call.
	std::uint64_t take_lost();

	// Readable when there is a record.
	FdRef fd() const { return file_; }

private:
	explicit KernelLog(UniqueFd file) : file_(std::move(file)) {}

	UniqueFd file_;
	std::uint64_t next_sequence_ = 0; // 0: not known yet
	std::uint64_t lost_ = 0;
};

// Writes "crossfence: TEXT" into the kernel log at level info.
Status try_mark_kernel_log(std::string_view text);

// True for a record written by the function above.
bool is_marker(const KmsgRecord &record);

} // namespace cf
