// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>

#include "dmabuf/sync_file.h"

// A timeline of sw_sync: fences that signal when userspace counts up to them
// (drivers/dma-buf/sw_sync.c, CONFIG_SW_SYNC, debugfs, root). Owns the timeline's descriptor;
// when it is closed all fences that are pending fail with ENOENT.

namespace cf
{

class SwTimeline
{
public:
	static constexpr const char *kSource = "CONFIG_SW_SYNC, debugfs";

	// ENOENT: the kernel has no sw_sync, or debugfs is not mounted.
	static Result<SwTimeline> try_create();
	static SwTimeline create();

	// A fence that signals when the count has reached `value`.
	Result<SyncFile> try_create_fence(
		std::uint32_t value, const std::string &name = "crossfence") const;
	SyncFile create_fence(std::uint32_t value, const std::string &name = "crossfence") const;

	// SW_SYNC_IOC_INC.
	Status try_increment(std::uint32_t by) const;
	void increment(std::uint32_t by) const;

private:
	explicit SwTimeline(UniqueFd fd) : fd_(std::move(fd)) {}

	UniqueFd fd_;
};

} // namespace cf
