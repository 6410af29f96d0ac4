// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <sys/types.h>

#include "base/result.h"

// Every dma-buf of the machine as debugfs dma_buf/bufinfo lists it (dma_buf_debug_show and
// dma_fence_describe): the one place where the kernel shows who is attached.

namespace cf
{

struct BufinfoFence {
	std::string usage; // "kernel", "write", "read", "bookkeep"
	std::string driver;
	std::string timeline;
	std::uint64_t context = 0; // 0 in Linux 6.1 and 6.12, which do not say
	std::uint64_t seqno = 0;
	bool signalled = false;
};

struct BufinfoEntry {
	std::uint64_t size = 0; // bytes
	ino_t inode = 0;
	std::uint64_t file_count = 0;
	std::string exporter_name;
	std::string name; // empty until DMA_BUF_SET_NAME
	std::vector<BufinfoFence> fences;
	std::vector<std::string> attached; // device names
};

// EBADMSG when the text is none of the layouts of Linux 6.1 to 7.2; context has the line.
Result<std::vector<BufinfoEntry>> try_parse_bufinfo(std::string_view text);

// Takes the reservation lock of every buffer in turn. ENOENT: debugfs is not mounted.
Result<std::vector<BufinfoEntry>> try_read_bufinfo();

} // namespace cf
