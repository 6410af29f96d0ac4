// SPDX-License-Identifier: MIT
#include <cstdint>
#include <string_view>

#include "plan/expect/toml_file.h"
#include "text/usage_error.h"

// Any bytes as an expectation file in TOML.

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
	const std::string_view text(reinterpret_cast<const char *>(data), size);
	try {
		cf::parse_toml_file(text, "file");
	} catch (const cf::UsageError &) {
		return 0; // refused, with a line about it
	}
	return 0;
}
