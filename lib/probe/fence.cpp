// SPDX-License-Identifier: MIT
#include "probe/fence.h"

#include "base/ioctl.h"

namespace cf
{

namespace
{

constexpr const char *kObject = "probe fence";
constexpr IoctlRequest kFile{CFP_FENCE_FILE, "CFP_FENCE_FILE"};
constexpr IoctlRequest kSignal{CFP_FENCE_SIGNAL, "CFP_FENCE_SIGNAL"};
constexpr IoctlRequest kHold{CFP_FENCE_HOLD, "CFP_FENCE_HOLD"};
constexpr IoctlRequest kRepeat{CFP_FENCE_REPEAT, "CFP_FENCE_REPEAT"};
constexpr IoctlRequest kMeet{CFP_FENCE_MEET, "CFP_FENCE_MEET"};

} // namespace

SyncFile ProbeFence::sync_file() const
{
	return SyncFile{UniqueFd{try_ioctl(fd_, kFile, nullptr, kObject).take()}};
}

Status ProbeFence::try_signal(SignalFrom from, Errno error) const
{
	cfp_signal request{.error = -error.value, .from = static_cast<std::uint32_t>(from)};
	return try_ioctl_status(fd_, kSignal, &request, kObject);
}

void ProbeFence::signal(SignalFrom from, Errno error) const
{
	try_signal(from, error).take();
}

Status ProbeFence::try_hold(const SyncFile &file) const
{
	cfp_hold request{.sync_file = file.fd().get(), .reserved = 0};
	return try_ioctl_status(fd_, kHold, &request, kObject);
}

void ProbeFence::hold(const SyncFile &file) const
{
	try_hold(file).take();
}

Status ProbeFence::try_repeat_signal() const
{
	return try_ioctl_status(fd_, kRepeat, nullptr, kObject);
}

Status ProbeFence::try_signal_under_who_adds_callback() const
{
	return try_ioctl_status(fd_, kMeet, nullptr, kObject);
}

} // namespace cf
