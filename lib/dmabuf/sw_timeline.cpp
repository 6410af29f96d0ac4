// SPDX-License-Identifier: MIT
#include "dmabuf/sw_timeline.h"

#include <fcntl.h>
#include <linux/ioctl.h>

#include "base/ioctl.h"

namespace cf
{

namespace
{

constexpr const char *kNode = "/sys/kernel/debug/sync/sw_sync";
constexpr const char *kObject = "sw_sync";

// struct sw_sync_create_fence_data of drivers/dma-buf/sync_debug.h, which is in no uapi header.
struct SwSyncFence {
	std::uint32_t value;
	char name[32];
	std::int32_t fence;
};

constexpr IoctlRequest kCreateFence{_IOWR('W', 0, SwSyncFence), "SW_SYNC_IOC_CREATE_FENCE"};
constexpr IoctlRequest kIncrement{_IOW('W', 1, std::uint32_t), "SW_SYNC_IOC_INC"};

} // namespace

Result<SwTimeline> SwTimeline::try_create()
{
	Result<UniqueFd> node = try_open(kNode, O_RDWR);
	if (!node)
		return node.failure();
	return SwTimeline{std::move(node).take()};
}

SwTimeline SwTimeline::create()
{
	return try_create().take();
}

Result<SyncFile> SwTimeline::try_create_fence(std::uint32_t value, const std::string &name) const
{
	SwSyncFence request{.value = value, .name = {}, .fence = -1};
	name.copy(request.name, sizeof(request.name) - 1);
	const Status status = try_ioctl_status(fd_, kCreateFence, &request, kObject);
	if (!status.ok())
		return status.failure();
	return SyncFile{UniqueFd{request.fence}};
}

SyncFile SwTimeline::create_fence(std::uint32_t value, const std::string &name) const
{
	return try_create_fence(value, name).take();
}

Status SwTimeline::try_increment(std::uint32_t by) const
{
	return try_ioctl_status(fd_, kIncrement, &by, kObject);
}

void SwTimeline::increment(std::uint32_t by) const
{
	try_increment(by).take();
}

} // namespace cf
