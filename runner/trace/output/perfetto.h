// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "trace/story/trace_story.h"

// A trace as the JSON that Perfetto (https://ui.perfetto.dev) and chrome://tracing load: every
// event at its thread, a slice for each wait and for each wake-up with an arrow to it from
// the signal, fences from their first event to their last, and what ran on each processor.

namespace cf
{

// Gives the text piece by piece to `write`. `title` becomes part of its names.
void write_perfetto(const std::string &title, const Trace &trace, const TraceStory &story,
	const std::function<void(std::string_view)> &write);

} // namespace cf
