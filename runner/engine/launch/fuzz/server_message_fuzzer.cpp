// SPDX-License-Identifier: MIT
#include <cstdint>
#include <string_view>

#include "engine/launch/server_message.h"

// Any bytes as a packet of a test program's fork server.

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
	cf::parse_server_message({reinterpret_cast<const char *>(data), size});
	return 0;
}
