// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "trace/lines/trace_event.h"

// What a trace tells, fence by fence: when it came to be, when it was signaled and by whom,
// who was woken by that, and when they ran again. Times are microseconds of the trace's clock.

namespace cf
{

using Microseconds = std::uint64_t;

struct TracedThread {
	pid_t pid = 0;
	std::string name;
};

// A thread that the signal woke.
struct TracedWake {
	TracedThread thread;
	Microseconds waking = 0;
	std::optional<Microseconds> running; // the same when it had not left its processor yet
};

// A thread in dma_fence_wait().
struct TracedWait {
	TracedThread thread;
	Microseconds start = 0;
	std::optional<Microseconds> end;
};

struct TracedFence {
	std::string driver; // as it was first called: a signaled fence may be called otherwise
	std::string timeline;
	std::uint32_t context = 0;
	std::uint32_t seqno = 0;
	Microseconds seen = 0; // its first event
	std::optional<Microseconds> init;
	std::optional<Microseconds> emit;
	std::optional<Microseconds> enabled;
	std::optional<Microseconds> signaled;
	std::optional<Microseconds> destroyed;
	TracedThread signaler;
	std::vector<TracedWake> wakes;
	std::vector<TracedWait> waits;

	// From when on it could be signaled: emitted, or else made. None: made before the trace.
	std::optional<Microseconds> begun() const { return emit ? emit : init; }
};

// A thread on a processor.
struct TracedRun {
	TracedThread thread;
	unsigned cpu = 0;
	Microseconds start = 0;
	Microseconds end = 0;
};

struct TraceStory {
	std::vector<TracedFence> fences; // by their first events
	std::vector<TracedRun> runs;     // of the threads below
};

// `followed`: the threads whose switches the trace has. Others that descend from them in
// the trace count, too.
TraceStory tell(const Trace &trace, const std::vector<pid_t> &followed);

} // namespace cf
