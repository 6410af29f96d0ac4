// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include <sys/types.h>

// What the lines of a trace mean: the kernel's dma_fence events, those of its scheduler that
// tell when a thread was woken and when it ran, and any other as the kernel worded it.

namespace cf
{

enum class FenceStep { init, emit, enable_signal, signaled, wait_start, wait_end, destroy };

struct FenceEvent {
	FenceStep step = FenceStep::init;
	std::string driver;
	std::string timeline;
	std::uint32_t context = 0; // the low half of the fence's own
	std::uint32_t seqno = 0;   // likewise
};

// A processor leaves one thread for another; 0 is its idle thread.
struct SwitchEvent {
	pid_t previous = 0;
	pid_t next = 0;
	std::string next_name;
};

// A thread that sleeps is about to be woken by the one that the event is of.
struct WakingEvent {
	pid_t woken = 0;
	std::string name;
};

struct ForkEvent {
	pid_t child = 0;
};

// A thread goes back to userspace.
struct SyscallExitEvent {
};

struct OtherEvent {
	std::string fields;
};

struct TraceEvent {
	std::uint64_t microseconds = 0;
	unsigned cpu = 0;
	pid_t pid = 0;        // of the thread that ran, also when an interrupt made the event
	char interrupt = '.'; // as in TraceLine
	std::string thread;
	std::string name; // of the event
	std::variant<FenceEvent, SwitchEvent, WakingEvent, ForkEvent, SyscallExitEvent, OtherEvent>
		what;
};

struct Trace {
	std::vector<TraceEvent> events;
	std::size_t unreadable = 0; // lines that are none of the kernel's, or not whole
};

// Adds the events of a `trace` file's text and puts all in the order of their times.
void add_trace(Trace &trace, std::string_view text);

} // namespace cf
