// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"

// What /proc/PID/fdinfo says of a dma-buf (drivers/dma-buf/dma-buf.c, dma_buf_show_fdinfo).

namespace cf
{

struct DmaBufInfo {
	std::uint64_t size = 0;  // bytes
	std::uint64_t count = 0; // references on the file, less the reader's own
	std::string exporter_name;
	std::string name; // empty until DMA_BUF_SET_NAME
};

// EBADMSG when the text has no exp_name line: it is of something else than a dma-buf.
Result<DmaBufInfo> try_parse_fdinfo(std::string_view text);

} // namespace cf
