// SPDX-License-Identifier: MIT
#include <cstdint>
#include <string_view>

#include "catalog/listing.h"

// Any bytes as a test program's listing, its own or GoogleTest's.

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
	try {
		cf::parse_listing({reinterpret_cast<const char *>(data), size}, "folder@program");
	} catch (const cf::ListingError &) {
		return 0; // refused, with the line
	}
	return 0;
}
