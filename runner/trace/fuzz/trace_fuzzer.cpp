// SPDX-License-Identifier: MIT
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include <nlohmann/json.hpp>

#include "trace/output/perfetto.h"
#include "trace/output/trace_summary.h"

// Any bytes as the text of a tracefs `trace` file, up to the files that are made of it.

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
	cf::Trace trace;
	cf::add_trace(trace, {reinterpret_cast<const char *>(data), size});
	const cf::TraceStory story = cf::tell(trace, {185, 194});
	std::string json;
	cf::write_perfetto("case", trace, story, [&](std::string_view text) { json.append(text); });
	if (!nlohmann::json::accept(json) || cf::summarize_trace({"case"}, story).empty())
		std::abort();
	return 0;
}
