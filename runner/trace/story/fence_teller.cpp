// SPDX-License-Identifier: MIT
#include "trace/story/fence_teller.h"

#include <algorithm>

namespace cf
{

void FenceTeller::hear(const TraceEvent &event)
{
	if (const auto *fence = std::get_if<FenceEvent>(&event.what))
		step(event, *fence);
	else if (const auto *woken = std::get_if<WakingEvent>(&event.what))
		waking(event, *woken);
	else if (const auto *to = std::get_if<SwitchEvent>(&event.what))
		switched(event, *to);
	else if (std::holds_alternative<SyscallExitEvent>(event.what))
		signaling_.erase(event.cpu);
}

// A number may be used again: what is made anew is another fence.
std::size_t FenceTeller::fence_of(const TraceEvent &event, const FenceEvent &what)
{
	const Key key{what.context, what.seqno};
	const auto found = alive_.find(key);
	if (found != alive_.end() && what.step != FenceStep::init)
		return found->second;
	fences_.push_back({.driver = what.driver,
		.timeline = what.timeline,
		.context = what.context,
		.seqno = what.seqno,
		.seen = event.microseconds});
	return alive_[key] = fences_.size() - 1;
}

void FenceTeller::step(const TraceEvent &event, const FenceEvent &what)
{
	const std::size_t index = fence_of(event, what);
	TracedFence &fence = fences_[index];
	const Microseconds now = event.microseconds;
	signaling_.erase(event.cpu);
	switch (what.step) {
	case FenceStep::init:
		fence.init = now;
		break;
	case FenceStep::emit:
		fence.emit = now;
		break;
	case FenceStep::enable_signal:
		fence.enabled = now;
		break;
	case FenceStep::signaled:
		fence.signaled = now;
		fence.signaler = {event.pid, event.thread};
		signaling_[event.cpu] = {index, event.pid, event.interrupt};
		break;
	case FenceStep::wait_start:
		fence.waits.push_back({{event.pid, event.thread}, now, std::nullopt});
		break;
	case FenceStep::wait_end:
		wait_ended(fence, event);
		break;
	case FenceStep::destroy:
		fence.destroyed = now;
		alive_.erase({what.context, what.seqno});
		break;
	}
}

void FenceTeller::wait_ended(TracedFence &fence, const TraceEvent &event)
{
	// From the back, as there may be many that have ended.
	const auto wait = std::find_if(
		fence.waits.rbegin(), fence.waits.rend(), [&](const TracedWait &candidate) {
			return candidate.thread.pid == event.pid && !candidate.end;
		});
	if (wait != fence.waits.rend())
		wait->end = event.microseconds;
}

void FenceTeller::waking(const TraceEvent &event, const WakingEvent &what)
{
	const auto signal = signaling_.find(event.cpu);
	if (signal == signaling_.end() || signal->second.pid != event.pid ||
		signal->second.interrupt != event.interrupt)
		return;
	std::vector<TracedWake> &wakes = fences_[signal->second.fence].wakes;
	wakes.push_back({{what.woken, what.name}, event.microseconds, std::nullopt});
	if (threads_.runs(what.woken))
		wakes.back().running = event.microseconds;
	else if (threads_.follows(what.woken))
		woken_[what.woken] = {signal->second.fence, wakes.size() - 1};
}

void FenceTeller::switched(const TraceEvent &event, const SwitchEvent &to)
{
	signaling_.erase(event.cpu);
	const auto woken = woken_.find(to.next);
	if (woken == woken_.end())
		return;
	fences_[woken->second.fence].wakes[woken->second.wake].running = event.microseconds;
	woken_.erase(woken);
}

} // namespace cf
