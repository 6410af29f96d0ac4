// SPDX-License-Identifier: MIT
#include "trace/output/perfetto.h"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "text/utf8.h"

namespace cf
{

namespace
{

// Groups of tracks stand as processes there. Beyond the numbers that real ones can have.
constexpr int kThreads = 10'000'001;
constexpr int kFences = 10'000'002;
constexpr int kProcessors = 10'000'003;

std::string fence_name(const TracedFence &fence)
{
	return fmt::format("{} {} {}:{}", fence.driver, fence.timeline, fence.context, fence.seqno);
}

// As a JSON string. Written by hand like all that follows, because a case may have a hundred
// thousand events, and objects of a library take minutes for them on an emulated machine.
std::string quoted(std::string_view text)
{
	std::string all = "\"";
	for (const char letter : printable(text)) {
		if (letter == '"' || letter == '\\')
			all += '\\';
		if (letter == '\n' || letter == '\t')
			all += letter == '\n' ? "\\n" : "\\t";
		else
			all += letter;
	}
	return all + '"';
}

std::string arguments_of(const TraceEvent &event)
{
	std::string arguments = fmt::format(R"("cpu":{})", event.cpu);
	if (const auto *fence = std::get_if<FenceEvent>(&event.what))
		arguments += fmt::format(R"(,"driver":{},"timeline":{},"context":{},"seqno":{})",
			quoted(fence->driver), quoted(fence->timeline), fence->context,
			fence->seqno);
	if (const auto *woken = std::get_if<WakingEvent>(&event.what))
		arguments +=
			fmt::format(R"(,"woken":{},"name":{})", woken->woken, quoted(woken->name));
	if (const auto *other = std::get_if<OtherEvent>(&event.what))
		arguments += fmt::format(R"(,"fields":{})", quoted(other->fields));
	return arguments;
}

// Switches are slices, and the ends of system calls only serve to tell the story.
bool is_shown_otherwise(const TraceEvent &event)
{
	return std::holds_alternative<SwitchEvent>(event.what) ||
		std::holds_alternative<SyscallExitEvent>(event.what);
}

class Writer
{
public:
	explicit Writer(const std::function<void(std::string_view)> &write) : write_(write) {}

	void open() { write_("{\"displayTimeUnit\":\"ns\",\"traceEvents\":["); }
	void close() { write_("\n]}\n"); }

	void name_group(int group, const std::string &name)
	{
		put(fmt::format(R"("ph":"M","name":"process_name","pid":{},"args":{{"name":{}}})",
			group, quoted(name)));
	}

	void name_track(int group, std::int64_t track, const std::string &name)
	{
		put(fmt::format(
			R"("ph":"M","name":"thread_name","pid":{},"tid":{},"args":{{"name":{}}})",
			group, track, quoted(name)));
	}

	void instant(const TraceEvent &event)
	{
		put(fmt::format(R"("ph":"i","s":"t","cat":"event","name":{},"pid":{},"tid":{},)"
				R"("ts":{},"args":{{{}}})",
			quoted(event.name), kThreads, event.pid, event.microseconds,
			arguments_of(event)));
	}

	struct Slice {
		const char *category;
		std::string name;
		int group;
		std::int64_t track;
		Microseconds start;
		Microseconds end;
	};

	void slice(const Slice &slice)
	{
		put(fmt::format(
			R"("ph":"X","cat":"{}","name":{},"pid":{},"tid":{},"ts":{},"dur":{})",
			slice.category, quoted(slice.name), slice.group, slice.track, slice.start,
			slice.end - slice.start));
	}

	// `phase`: b and e around a fence, and around a part of its life.
	void life(const char *phase, std::size_t number, const std::string &name, Microseconds when)
	{
		put(fmt::format(R"("ph":"{}","cat":"dma_fence","id":"{:#x}","name":{},)"
				R"("pid":{},"tid":0,"ts":{})",
			phase, number, quoted(name), kFences, when));
	}

	// From the slice around its start to the one around its end.
	void arrow(std::size_t number, const TracedFence &fence, const TracedWake &wake)
	{
		static constexpr const char *kEnd =
			R"("ph":"{}","bp":"e","cat":"wake","name":"wake","id":{},"pid":{},)"
			R"("tid":{},"ts":{})";
		put(fmt::format(kEnd, "s", number, kThreads, fence.signaler.pid, *fence.signaled));
		put(fmt::format(kEnd, "f", number, kThreads, wake.thread.pid, wake.waking));
	}

private:
	void put(std::string_view members)
	{
		write_(first_ ? "\n{" : ",\n{");
		write_(members);
		write_("}");
		first_ = false;
	}

	const std::function<void(std::string_view)> &write_;
	bool first_ = true;
};

void write_names(Writer &out, const std::string &title, const Trace &trace)
{
	out.name_group(kThreads, "threads of " + title);
	out.name_group(kFences, "fences of " + title);
	out.name_group(kProcessors, "processors");
	std::map<pid_t, std::string> threads;
	std::map<unsigned, std::string> processors;
	for (const TraceEvent &event : trace.events) {
		threads[event.pid] = event.thread;
		processors[event.cpu] = fmt::format("processor {}", event.cpu);
		if (const auto *woken = std::get_if<WakingEvent>(&event.what))
			threads[woken->woken] = woken->name;
	}
	for (const auto &[pid, name] : threads)
		out.name_track(kThreads, pid, name);
	for (const auto &[cpu, name] : processors)
		out.name_track(kProcessors, cpu, name);
}

Microseconds last_of(const TracedFence &fence)
{
	const Microseconds last = std::max(fence.seen, fence.signaled.value_or(0));
	return fence.destroyed ? *fence.destroyed : last;
}

void write_fence(Writer &out, std::size_t number, const TracedFence &fence)
{
	const std::string name = fence_name(fence);
	out.life("b", number, name, fence.seen);
	if (fence.signaled) {
		out.life("b", number, "until signaled", fence.seen);
		out.life("e", number, "until signaled", *fence.signaled);
	}
	out.life("e", number, name, last_of(fence));
	for (const TracedWait &wait : fence.waits)
		out.slice({"wait", "dma_fence_wait " + name, kThreads, wait.thread.pid, wait.start,
			wait.end.value_or(wait.start)});
}

// Gives the number of the next arrow.
std::size_t write_wakes(Writer &out, std::size_t arrow, const TracedFence &fence)
{
	if (fence.wakes.empty())
		return arrow;
	const std::string name = fence_name(fence);
	out.slice({"signal", "signal " + name, kThreads, fence.signaler.pid, *fence.signaled,
		fence.wakes.back().waking});
	for (const TracedWake &wake : fence.wakes) {
		out.slice({"wake", "woken by " + name, kThreads, wake.thread.pid, wake.waking,
			wake.running.value_or(wake.waking)});
		out.arrow(arrow++, fence, wake);
	}
	return arrow;
}

} // namespace

void write_perfetto(const std::string &title, const Trace &trace, const TraceStory &story,
	const std::function<void(std::string_view)> &write)
{
	Writer out(write);
	out.open();
	write_names(out, title, trace);
	for (const TraceEvent &event : trace.events)
		if (!is_shown_otherwise(event))
			out.instant(event);
	for (const TracedRun &run : story.runs)
		out.slice({"run", run.thread.name, kProcessors, run.cpu, run.start, run.end});
	std::size_t arrow = 1;
	for (std::size_t i = 0; i < story.fences.size(); ++i) {
		write_fence(out, i + 1, story.fences[i]);
		arrow = write_wakes(out, arrow, story.fences[i]);
	}
	out.close();
}

} // namespace cf
