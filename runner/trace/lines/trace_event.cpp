// SPDX-License-Identifier: MIT
#include "trace/lines/trace_event.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <utility>

#include "trace/lines/trace_line.h"

namespace cf
{

namespace
{

using What = decltype(TraceEvent::what);

constexpr std::array<std::pair<std::string_view, FenceStep>, 7> kFenceSteps{
	{{"dma_fence_init", FenceStep::init}, {"dma_fence_emit", FenceStep::emit},
		{"dma_fence_enable_signal", FenceStep::enable_signal},
		{"dma_fence_signaled", FenceStep::signaled},
		{"dma_fence_wait_start", FenceStep::wait_start},
		{"dma_fence_wait_end", FenceStep::wait_end},
		{"dma_fence_destroy", FenceStep::destroy}}};

// The value behind the last `key` of `fields`, up to their end, and what stands before it.
// The last, because the names that come first may hold anything.
std::optional<std::string_view> cut_last(std::string_view &fields, std::string_view key)
{
	const std::size_t at = fields.rfind(key);
	if (at == fields.npos)
		return std::nullopt;
	const std::string_view value = fields.substr(at + key.size());
	fields = fields.substr(0, at);
	return value;
}

template <typename Number>
bool cut_number(std::string_view &fields, std::string_view key, Number &number)
{
	const auto value = cut_last(fields, key);
	return value &&
		std::from_chars(value->data(), value->data() + value->size(), number).ec ==
		std::errc{};
}

std::optional<What> fence_event(FenceStep step, std::string_view fields)
{
	FenceEvent event{.step = step};
	if (!cut_number(fields, " seqno=", event.seqno) ||
		!cut_number(fields, " context=", event.context))
		return std::nullopt;
	const auto timeline = cut_last(fields, " timeline=");
	const auto driver = cut_last(fields, "driver=");
	if (!timeline || !driver)
		return std::nullopt;
	event.timeline = *timeline;
	event.driver = *driver;
	return event;
}

std::optional<What> switch_event(std::string_view fields)
{
	SwitchEvent event;
	if (!cut_number(fields, " next_pid=", event.next))
		return std::nullopt;
	const auto name = cut_last(fields, " next_comm=");
	if (!name || !cut_number(fields, " prev_pid=", event.previous))
		return std::nullopt;
	event.next_name = *name;
	return event;
}

std::optional<What> waking_event(std::string_view fields)
{
	WakingEvent event;
	if (!cut_number(fields, " pid=", event.woken))
		return std::nullopt;
	const auto name = cut_last(fields, "comm=");
	if (!name)
		return std::nullopt;
	event.name = *name;
	return event;
}

std::optional<What> fork_event(std::string_view fields)
{
	ForkEvent event;
	return cut_number(fields, " child_pid=", event.child) ? std::optional<What>(event)
							      : std::nullopt;
}

std::optional<What> meaning_of(std::string_view event, std::string_view fields)
{
	for (const auto &[name, step] : kFenceSteps)
		if (name == event)
			return fence_event(step, fields);
	if (event == "sched_switch")
		return switch_event(fields);
	if (event == "sched_waking")
		return waking_event(fields);
	if (event == "sched_process_fork")
		return fork_event(fields);
	if (event == "sys_exit")
		return SyscallExitEvent{};
	return OtherEvent{std::string(fields)};
}

// Headings, and what the kernel says of events that it has overwritten.
bool is_remark(std::string_view line)
{
	return line.empty() || line.starts_with('#') || line.starts_with("CPU:");
}

bool add_line(Trace &trace, std::string_view text)
{
	const std::optional<TraceLine> line = parse_trace_line(text);
	if (!line)
		return is_remark(text);
	std::optional<What> what = meaning_of(line->event, line->fields);
	if (!what)
		return false;
	trace.events.push_back({line->microseconds, line->cpu, line->pid, line->interrupt,
		std::string(line->thread), std::string(line->event), std::move(*what)});
	return true;
}

} // namespace

void add_trace(Trace &trace, std::string_view text)
{
	while (!text.empty()) {
		const std::size_t end = std::min(text.find('\n'), text.size());
		if (!add_line(trace, text.substr(0, end)))
			++trace.unreadable;
		text.remove_prefix(std::min(end + 1, text.size()));
	}
	std::ranges::stable_sort(trace.events, {}, &TraceEvent::microseconds);
}

} // namespace cf
