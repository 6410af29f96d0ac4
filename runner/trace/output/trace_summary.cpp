// SPDX-License-Identifier: MIT
#include "trace/output/trace_summary.h"

#include <algorithm>
#include <functional>
#include <map>

#include <fmt/format.h>

#include "results/measured/spread.h"
#include "text/utf8.h"

namespace cf
{

namespace
{

constexpr std::size_t kMostFences = 20;
constexpr std::size_t kMostThreads = 4; // of each fence

using Time = std::optional<Microseconds>;

// Steps from one event to another, of all fences of a timeline.
struct Steps {
	std::vector<double> begun_to_signaled;
	std::vector<double> enabled_to_signaled;
	std::vector<double> signaled_to_waking;
	std::vector<double> waking_to_running;
	std::vector<double> signaled_to_wait_end;
	std::vector<double> signaled_to_destroyed;
	std::size_t fences = 0;
};

void add(std::vector<double> &values, const Time &from, const Time &to)
{
	if (from && to && *to >= *from)
		values.push_back(static_cast<double>(*to - *from));
}

std::map<std::string, Steps> by_timeline(const TraceStory &story)
{
	std::map<std::string, Steps> all;
	for (const TracedFence &fence : story.fences) {
		Steps &steps = all[printable(fmt::format("{} {}", fence.driver, fence.timeline))];
		++steps.fences;
		add(steps.begun_to_signaled, fence.begun(), fence.signaled);
		add(steps.enabled_to_signaled, fence.enabled, fence.signaled);
		add(steps.signaled_to_destroyed, fence.signaled, fence.destroyed);
		for (const TracedWake &wake : fence.wakes) {
			add(steps.signaled_to_waking, fence.signaled, wake.waking);
			add(steps.waking_to_running, wake.waking, wake.running);
		}
		for (const TracedWait &wait : fence.waits)
			add(steps.signaled_to_wait_end, fence.signaled, wait.end);
	}
	return all;
}

std::string step_line(std::string_view name, const std::vector<double> &values)
{
	if (values.empty())
		return {};
	const Spread spread = spread_of(values);
	return fmt::format("    {:<28} {:>8} times  median {:>9}  longest {:>9}\n", name,
		spread.count, quantity_text(spread.median, "us"), quantity_text(spread.most, "us"));
}

std::string timeline_lines(const std::string &name, const Steps &steps)
{
	return fmt::format("  {}: {} fences\n", name, steps.fences) +
		step_line("begun to signaled", steps.begun_to_signaled) +
		step_line("enabled to signaled", steps.enabled_to_signaled) +
		step_line("signaled to waking", steps.signaled_to_waking) +
		step_line("waking to running", steps.waking_to_running) +
		step_line("signaled to end of wait", steps.signaled_to_wait_end) +
		step_line("signaled to destroyed", steps.signaled_to_destroyed);
}

// Milliseconds since the case began.
std::string since(Microseconds begun, const Time &time)
{
	if (!time)
		return "-";
	const double microseconds = static_cast<double>(*time) - static_cast<double>(begun);
	return fmt::format("{:.3f}", microseconds / 1000);
}

std::string span_text(Microseconds from, Microseconds to)
{
	return to < from ? quantity_text(0, "us")
			 : quantity_text(static_cast<double>(to - from), "us");
}

std::string thread_text(const TracedThread &thread)
{
	return printable(fmt::format("{}-{}", thread.name, thread.pid));
}

std::string wake_text(const TracedFence &fence, const TracedWake &wake)
{
	std::string text = fmt::format("; woke {} after {}", thread_text(wake.thread),
		span_text(*fence.signaled, wake.waking));
	if (wake.running)
		text += fmt::format(
			", which ran after {}", span_text(*fence.signaled, *wake.running));
	return text;
}

std::string wait_text(const TracedFence &fence, const TracedWait &wait)
{
	const std::string thread = thread_text(wait.thread);
	if (!wait.end)
		return fmt::format("; the wait of {} did not end", thread);
	if (!fence.signaled || *wait.end < *fence.signaled)
		return fmt::format("; the wait of {} ended without a signal", thread);
	return fmt::format(
		"; the wait of {} ended after {}", thread, span_text(*fence.signaled, *wait.end));
}

std::string threads_line(const TracedFence &fence)
{
	std::string text = fence.signaled ? "signaled by " + thread_text(fence.signaler)
					  : std::string("not signaled");
	for (std::size_t i = 0; i < std::min(fence.wakes.size(), kMostThreads); ++i)
		text += wake_text(fence, fence.wakes[i]);
	for (std::size_t i = 0; i < std::min(fence.waits.size(), kMostThreads); ++i)
		text += wait_text(fence, fence.waits[i]);
	const std::size_t shown = std::min(fence.wakes.size(), kMostThreads) +
		std::min(fence.waits.size(), kMostThreads);
	const std::size_t all = fence.wakes.size() + fence.waits.size();
	if (all > shown)
		text += fmt::format("; and {} more", all - shown);
	return fmt::format("             {}\n", text);
}

std::string fence_lines(const TracedFence &fence, Microseconds begun)
{
	return fmt::format("  {:>9} {:>9} {:>9} {:>9}  {} {} {}:{}\n", since(begun, fence.begun()),
		       since(begun, fence.enabled), since(begun, fence.signaled),
		       since(begun, fence.destroyed), printable(fence.driver),
		       printable(fence.timeline), fence.context, fence.seqno) +
		threads_line(fence);
}

// Without end when it never was signaled.
Microseconds pending(const TracedFence &fence)
{
	return fence.signaled ? *fence.signaled - fence.seen : ~Microseconds{0};
}

// The longest, in the order of time.
std::vector<const TracedFence *> longest(const std::vector<TracedFence> &fences)
{
	std::vector<const TracedFence *> chosen;
	chosen.reserve(fences.size());
	for (const TracedFence &fence : fences)
		chosen.push_back(&fence);
	std::ranges::stable_sort(
		chosen, std::greater{}, [](auto *fence) { return pending(*fence); });
	chosen.resize(std::min(chosen.size(), kMostFences));
	std::ranges::sort(chosen);
	return chosen;
}

std::string heading(const TraceSubject &subject, const TraceStory &story)
{
	std::size_t wakes = 0;
	std::size_t waits = 0;
	for (const TracedFence &fence : story.fences) {
		wakes += fence.wakes.size();
		waits += fence.waits.size();
	}
	std::string text = fmt::format("trace of {}: {} fences, {} wake-ups, {} waits\n",
		subject.id, story.fences.size(), wakes, waits);
	if (subject.lost)
		text += fmt::format("  {} events are lost: the oldest gave way to newer ones, so "
				    "some steps are missing\n",
			subject.lost);
	if (subject.unreadable)
		text += fmt::format("  {} lines of it could not be read\n", subject.unreadable);
	return text;
}

} // namespace

std::string summarize_trace(const TraceSubject &subject, const TraceStory &story)
{
	std::string text = heading(subject, story);
	for (const auto &[name, steps] : by_timeline(story))
		text += timeline_lines(name, steps);
	if (story.fences.empty())
		return text;
	const auto chosen = longest(story.fences);
	text += fmt::format("\n  {:>9} {:>9} {:>9} {:>9}  ms since the case began\n", "begun",
		"enabled", "signaled", "destroyed");
	for (const TracedFence *fence : chosen)
		text += fence_lines(*fence, subject.begun);
	if (chosen.size() < story.fences.size())
		text += fmt::format("  and {} fences that were pending for less long\n",
			story.fences.size() - chosen.size());
	return text;
}

} // namespace cf
