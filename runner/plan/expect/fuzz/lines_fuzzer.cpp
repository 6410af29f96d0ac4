// SPDX-License-Identifier: MIT
#include <cstdint>
#include <string_view>

#include "plan/expect/line_file.h"
#include "text/usage_error.h"

// Any bytes as an expectation file of each kind that has an entry a line.

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
	const std::string_view text(reinterpret_cast<const char *>(data), size);
	using enum cf::LineFileKind;
	for (const cf::LineFileKind kind : {fails, flakes, skips}) {
		try {
			cf::parse_line_file(text, "file", kind);
		} catch (const cf::UsageError &) {
			continue; // refused, with a line about it
		}
	}
	return 0;
}
