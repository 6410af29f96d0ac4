// SPDX-License-Identifier: MIT
#include "trace/story/trace_story.h"

#include "trace/story/fence_teller.h"

namespace cf
{

TraceStory tell(const Trace &trace, const std::vector<pid_t> &followed)
{
	ThreadTeller threads(followed);
	FenceTeller fences(threads);
	for (const TraceEvent &event : trace.events) {
		fences.hear(event);
		threads.hear(event);
	}
	return {fences.take(), threads.take()};
}

} // namespace cf
