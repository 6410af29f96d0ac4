// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>

#include <linux/dma-buf.h>

// What somebody does with the content of a buffer. The values are the
// DMA_BUF_SYNC_* bits of linux/dma-buf.h, which DMA_BUF_IOCTL_SYNC,
// EXPORT_SYNC_FILE and IMPORT_SYNC_FILE share.

namespace cf
{

enum class Access : std::uint32_t {
	read = DMA_BUF_SYNC_READ,
	write = DMA_BUF_SYNC_WRITE,
	read_write = DMA_BUF_SYNC_RW,
};

constexpr const char *name_of(Access access)
{
	switch (access) {
	case Access::read:
		return "read";
	case Access::write:
		return "write";
	case Access::read_write:
		return "read_write";
	}
	return "unknown access";
}

} // namespace cf
