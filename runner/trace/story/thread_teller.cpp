// SPDX-License-Identifier: MIT
#include "trace/story/thread_teller.h"

#include <algorithm>

namespace cf
{

void ThreadTeller::hear(const TraceEvent &event)
{
	if (const auto *fork = std::get_if<ForkEvent>(&event.what))
		followed_.insert(fork->child);
	if (const auto *to = std::get_if<SwitchEvent>(&event.what))
		switched(event, *to);
}

bool ThreadTeller::runs(pid_t pid) const
{
	return std::ranges::any_of(
		running_, [&](const auto &entry) { return entry.second.thread.pid == pid; });
}

void ThreadTeller::switched(const TraceEvent &event, const SwitchEvent &to)
{
	if (const auto found = running_.find(event.cpu); found != running_.end()) {
		TracedRun &run = found->second;
		run.end = event.microseconds;
		if (run.thread.pid == to.previous)
			runs_.push_back(std::move(run));
		running_.erase(found);
	}
	if (followed_.contains(to.next))
		running_[event.cpu] = {
			{to.next, to.next_name}, event.cpu, event.microseconds, event.microseconds};
}

} // namespace cf
