// SPDX-License-Identifier: MIT
#pragma once

#include <map>
#include <utility>

#include "trace/story/thread_teller.h"

// Puts fences together, and who was woken by their signals. The callbacks of a fence run within
// the signal: a waking belongs to it when it comes next on that processor, of the same thread or
// sort of interrupt, before that signals another, leaves the processor or the kernel.

namespace cf
{

class FenceTeller
{
public:
	// Is asked about threads before it hears of an event itself; must outlive this.
	explicit FenceTeller(const ThreadTeller &threads) : threads_(threads) {}

	void hear(const TraceEvent &event);

	std::vector<TracedFence> take() { return std::move(fences_); }

private:
	using Key = std::pair<std::uint32_t, std::uint32_t>; // context, seqno

	struct Signal {
		std::size_t fence;
		pid_t pid;
		char interrupt;
	};
	struct Waking {
		std::size_t fence;
		std::size_t wake;
	};

	std::size_t fence_of(const TraceEvent &event, const FenceEvent &what);
	void step(const TraceEvent &event, const FenceEvent &what);
	void wait_ended(TracedFence &fence, const TraceEvent &event);
	void waking(const TraceEvent &event, const WakingEvent &what);
	void switched(const TraceEvent &event, const SwitchEvent &to);

	const ThreadTeller &threads_;
	std::vector<TracedFence> fences_;
	std::map<Key, std::size_t> alive_;
	std::map<unsigned, Signal> signaling_; // by processor
	std::map<pid_t, Waking> woken_;        // and not yet seen to run
};

} // namespace cf
