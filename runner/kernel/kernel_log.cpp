// SPDX-License-Identifier: MIT
#include "kernel/kernel_log.h"

#include <array>
#include <cerrno>
#include <utility>

#include <fcntl.h>
#include <unistd.h>

#include <fmt/format.h>

namespace cf
{

namespace
{

constexpr const char *kDevice = "/dev/kmsg";
constexpr std::string_view kMarkerPrefix = "crossfence: ";

// PRINTK_MESSAGE_MAX is 2048 today and was 8192; a read into less is EINVAL.
constexpr std::size_t kMaxRecord = 8192;

} // namespace

Result<KernelLog> KernelLog::try_open()
{
	Result<UniqueFd> file = cf::try_open(kDevice, O_RDONLY | O_NONBLOCK);
	if (!file.ok())
		return file.failure();
	KernelLog log(std::move(file).take());
	if (::lseek(log.file_.get(), 0, SEEK_END) == -1)
		return Failure::last("seek to the end of /dev/kmsg");
	return log;
}

void KernelLog::read_available(std::vector<KmsgRecord> &records)
{
	std::array<char, kMaxRecord> buffer;
	for (;;) {
		const ssize_t got = ::read(file_.get(), buffer.data(), buffer.size());
		// EPIPE: the next record was overwritten; the read after it gives the
		// oldest one left, whose sequence number tells how many are missing.
		if (got == -1 && (errno == EPIPE || errno == EINTR))
			continue;
		if (got <= 0)
			return;
		auto record = parse_kmsg_record({buffer.data(), static_cast<std::size_t>(got)});
		if (!record)
			continue;
		if (next_sequence_ && record->sequence > next_sequence_)
			lost_ += record->sequence - next_sequence_;
		next_sequence_ = record->sequence + 1;
		records.push_back(std::move(*record));
	}
}

std::uint64_t KernelLog::take_lost()
{
	return std::exchange(lost_, 0);
}

Status try_mark_kernel_log(std::string_view text)
{
	// Opened anew for each marker: unless printk.devkmsg=on the kernel lets one
	// open file description write ten records in five seconds and drops the rest.
	const Result<UniqueFd> file = cf::try_open(kDevice, O_WRONLY);
	if (!file.ok())
		return file.failure();
	const std::string line = fmt::format("<6>{}{}\n", kMarkerPrefix, text);
	if (::write(file.value().get(), line.data(), line.size()) == -1)
		return Failure::last("write /dev/kmsg");
	return success();
}

bool is_marker(const KmsgRecord &record)
{
	return record.facility == 1 && record.level == 6 && record.text.starts_with(kMarkerPrefix);
}

} // namespace cf
