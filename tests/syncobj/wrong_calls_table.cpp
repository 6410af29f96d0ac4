// SPDX-License-Identifier: MIT
#include "syncobj/wrong_calls.h"

#include <array>
#include <cerrno>

namespace cf
{
namespace
{

constexpr IoctlRequest kCreate{DRM_IOCTL_SYNCOBJ_CREATE, "DRM_IOCTL_SYNCOBJ_CREATE"};
constexpr IoctlRequest kDestroy{DRM_IOCTL_SYNCOBJ_DESTROY, "DRM_IOCTL_SYNCOBJ_DESTROY"};
constexpr IoctlRequest kToFd{kDrmSyncobjHandleToFd, "DRM_IOCTL_SYNCOBJ_HANDLE_TO_FD"};
constexpr IoctlRequest kToHandle{kDrmSyncobjFdToHandle, "DRM_IOCTL_SYNCOBJ_FD_TO_HANDLE"};
constexpr IoctlRequest kWait{DRM_IOCTL_SYNCOBJ_WAIT, "DRM_IOCTL_SYNCOBJ_WAIT"};
constexpr IoctlRequest kReset{DRM_IOCTL_SYNCOBJ_RESET, "DRM_IOCTL_SYNCOBJ_RESET"};
constexpr IoctlRequest kSignal{DRM_IOCTL_SYNCOBJ_SIGNAL, "DRM_IOCTL_SYNCOBJ_SIGNAL"};
constexpr IoctlRequest kPointWait{
	DRM_IOCTL_SYNCOBJ_TIMELINE_WAIT, "DRM_IOCTL_SYNCOBJ_TIMELINE_WAIT"};
constexpr IoctlRequest kQuery{DRM_IOCTL_SYNCOBJ_QUERY, "DRM_IOCTL_SYNCOBJ_QUERY"};
constexpr IoctlRequest kTransfer{DRM_IOCTL_SYNCOBJ_TRANSFER, "DRM_IOCTL_SYNCOBJ_TRANSFER"};
constexpr IoctlRequest kPointSignal{
	DRM_IOCTL_SYNCOBJ_TIMELINE_SIGNAL, "DRM_IOCTL_SYNCOBJ_TIMELINE_SIGNAL"};
constexpr IoctlRequest kEventfd{kDrmSyncobjEventfd, "DRM_IOCTL_SYNCOBJ_EVENTFD"};

// The kernel only reads the handles, and fails before it writes a point.
const std::array<std::uint32_t, 1> kLive{kFirstHandle};
const std::array<std::uint32_t, 2> kGone{kFirstHandle, kNoHandle};
const std::array<std::uint64_t, 2> kPoints{1, 1};

const auto live = reinterpret_cast<std::uintptr_t>(kLive.data());
const auto gone = reinterpret_cast<std::uintptr_t>(kGone.data());
const auto points = reinterpret_cast<std::uintptr_t>(kPoints.data());

constexpr std::uint32_t kUnknown = 1U << 31;
constexpr std::uint32_t kFile = DRM_SYNCOBJ_HANDLE_TO_FD_FLAGS_EXPORT_SYNC_FILE;
constexpr KernelVersion kEventfdSince{6, 6};
constexpr KernelVersion kEmptyWaits{6, 12}; // before, a wait for nothing was refused

const std::vector<WrongCall> kCalls{
	{"create_unknown_flag", kCreate, {.create = {0, kUnknown}}, EINVAL},

	{"destroy_no_handle", kDestroy, {.destroy = {kNoHandle, 0}}, EINVAL},
	{"destroy_padding", kDestroy, {.destroy = {kFirstHandle, 1}}, EINVAL},

	{"export_unknown_flag", kToFd, {.handle = {kFirstHandle, kUnknown, -1, 0, 0}}, EINVAL},
	{"export_padding", kToFd, {.handle = {kFirstHandle, 0, -1, 1, 0}}, EINVAL},
	{"export_no_handle", kToFd, {.handle = {kNoHandle, 0, -1, 0, 0}}, EINVAL},
	{"export_point_of_the_object", kToFd, {.handle = {kFirstHandle, 0, -1, 0, 1}}, EINVAL,
		{6, 16}},
	{"export_file_no_handle", kToFd, {.handle = {kNoHandle, kFile, -1, 0, 0}}, ENOENT},

	{"import_unknown_flag", kToHandle, {.handle = {0, kUnknown, kItsDescriptor, 0, 0}}, EINVAL},
	{"import_padding", kToHandle, {.handle = {0, 0, kItsDescriptor, 1, 0}}, EINVAL},
	{"import_no_descriptor", kToHandle, {.handle = {0, 0, -1, 0, 0}}, EINVAL},
	{"import_file_no_descriptor", kToHandle, {.handle = {kFirstHandle, kFile, -1, 0, 0}},
		EINVAL},

	{"wait_unknown_flag", kWait, {.wait = {live, 0, 1, kUnknown, 0, 0}}, EINVAL},
	{"wait_flag_of_points", kWait,
		{.wait = {live, 0, 1, DRM_SYNCOBJ_WAIT_FLAGS_WAIT_AVAILABLE, 0, 0}}, EINVAL},
	{"wait_no_handle", kWait, {.wait = {gone, 0, 2, 0, 0, 0}}, ENOENT},
	{"wait_handles_nowhere", kWait, {.wait = {0, 0, 1, 0, 0, 0}}, EFAULT},
	{"wait_for_nothing", kWait, {.wait = {live, 0, 0, 0, 0, 0}}, 0, kEmptyWaits},

	{"point_wait_unknown_flag", kPointWait, {.timeline_wait = {live, 0, 0, 1, kUnknown, 0, 0}},
		EINVAL},
	{"point_wait_no_handle", kPointWait, {.timeline_wait = {gone, points, 0, 2, 0, 0, 0}},
		ENOENT},
	{"point_wait_points_nowhere", kPointWait, {.timeline_wait = {live, 1, 0, 1, 0, 0, 0}},
		EFAULT},
	{"point_wait_for_nothing", kPointWait, {.timeline_wait = {live, points, 0, 0, 0, 0, 0}}, 0,
		kEmptyWaits},

	{"reset_padding", kReset, {.array = {live, 1, 1}}, EINVAL},
	{"reset_nothing", kReset, {.array = {live, 0, 0}}, EINVAL},
	{"reset_no_handle", kReset, {.array = {gone, 2, 0}}, ENOENT},
	{"signal_padding", kSignal, {.array = {live, 1, 1}}, EINVAL},
	{"signal_nothing", kSignal, {.array = {live, 0, 0}}, EINVAL},
	{"signal_no_handle", kSignal, {.array = {gone, 2, 0}}, ENOENT},

	{"point_signal_flag", kPointSignal, {.points = {live, points, 1, 1}}, EINVAL},
	{"point_signal_nothing", kPointSignal, {.points = {live, points, 0, 0}}, EINVAL},
	{"point_signal_no_handle", kPointSignal, {.points = {gone, points, 2, 0}}, ENOENT},
	{"point_signal_points_nowhere", kPointSignal, {.points = {live, 1, 1, 0}}, EFAULT},

	{"query_unknown_flag", kQuery, {.points = {live, points, 1, kUnknown}}, EINVAL},
	{"query_nothing", kQuery, {.points = {live, points, 0, 0}}, EINVAL},
	{"query_no_handle", kQuery, {.points = {gone, points, 2, 0}}, ENOENT},
	{"query_points_nowhere", kQuery, {.points = {live, 0, 1, 0}}, EFAULT},

	{"transfer_unknown_flag", kTransfer,
		{.transfer = {kFirstHandle, kFirstHandle, 0, 0, kUnknown, 0}}, EINVAL},
	{"transfer_padding", kTransfer, {.transfer = {kFirstHandle, kFirstHandle, 0, 0, 0, 1}},
		EINVAL},
	{"transfer_from_no_handle", kTransfer, {.transfer = {kNoHandle, kFirstHandle, 0, 0, 0, 0}},
		ENOENT},
	{"transfer_to_no_handle", kTransfer, {.transfer = {kFirstHandle, kNoHandle, 0, 0, 0, 0}},
		ENOENT},

	{"eventfd_unknown_flag", kEventfd, {.eventfd = {kFirstHandle, kUnknown, 0, -1, 0}}, EINVAL,
		kEventfdSince},
	{"eventfd_padding", kEventfd, {.eventfd = {kFirstHandle, 0, 0, -1, 1}}, EINVAL,
		kEventfdSince},
	{"eventfd_no_handle", kEventfd, {.eventfd = {kNoHandle, 0, 0, -1, 0}}, ENOENT,
		kEventfdSince},
	{"eventfd_no_descriptor", kEventfd, {.eventfd = {kFirstHandle, 0, 0, -1, 0}}, EBADF,
		kEventfdSince},
};

} // namespace

const std::vector<WrongCall> &wrong_calls()
{
	return kCalls;
}

} // namespace cf
