// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "trace/story/trace_story.h"

// A trace in a page of text: what each timeline's fences took from step to step, and
// the fences that were pending longest.

namespace cf
{

struct TraceSubject {
	std::string id;             // of the case
	Microseconds begun = 0;     // when it began, by the trace's clock
	std::uint64_t lost = 0;     // events
	std::size_t unreadable = 0; // lines
};

std::string summarize_trace(const TraceSubject &subject, const TraceStory &story);

} // namespace cf
