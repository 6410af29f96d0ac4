// SPDX-License-Identifier: MIT
#include "probe/event.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <iterator>
#include <ostream>

#include <fmt/format.h>

#include "base/result.h"

namespace cf
{

namespace
{

// By the numbers of uapi/log.h, which begin at 1.
constexpr std::array kNames{"unknown event", "attach", "detach", "pin", "unpin", "map", "unmap",
	"vmap", "vunmap", "begin_cpu", "end_cpu", "mmap", "fault", "release", "move_begin",
	"move_end", "revoke_begin", "revoke_end", "restore", "stray_write", "invalidate",
	"invalidate_end", "job_begin", "job_end", "job_stray", "late_unmap", "fence_enable",
	"fence_signal", "fence_release", "fence_drop", "keeper_drop"};
static_assert(kNames.size() == CFP_EVENT_KEEPER_DROP + 1);

template <typename Predicate>
ProbeEvents filtered(const ProbeEvents &events, Predicate keep)
{
	ProbeEvents kept;
	std::copy_if(events.begin(), events.end(), std::back_inserter(kept), keep);
	return kept;
}

ProbeEvent decode(const cfp_event &record)
{
	return {
		.kind = static_cast<EventKind>(record.kind),
		.time_ns = record.time_ns,
		.sequence = record.sequence,
		.value = record.value,
		.object = record.object,
		.attachment = record.attachment,
		.generation = record.generation,
		.thread = record.thread,
		.error = Errno{-record.result},
		.context = record.context,
	};
}

} // namespace

const char *name_of(EventKind kind)
{
	const auto at = static_cast<std::size_t>(kind);
	return at < kNames.size() ? kNames[at] : "unknown event";
}

std::ostream &operator<<(std::ostream &out, EventKind kind)
{
	return out << name_of(kind);
}

std::ostream &operator<<(std::ostream &out, const ProbeEvent &event)
{
	return out << fmt::format("{} of object {} (attachment {}, generation {}, value {}, {})",
		       name_of(event.kind), event.object, event.attachment, event.generation,
		       event.value, event.error.name());
}

std::vector<ProbeEvent> decode_events(std::span<const std::byte> bytes)
{
	if (bytes.size() % sizeof(cfp_event) != 0)
		Failure{Errno{EBADMSG}, "records of the probe's log"}.raise();
	std::vector<ProbeEvent> events;
	events.reserve(bytes.size() / sizeof(cfp_event));
	for (std::size_t at = 0; at < bytes.size(); at += sizeof(cfp_event)) {
		cfp_event record;
		std::memcpy(&record, bytes.data() + at, sizeof record);
		events.push_back(decode(record));
	}
	return events;
}

ProbeEvents of_kind(const ProbeEvents &events, EventKind kind)
{
	return filtered(events, [kind](const ProbeEvent &event) { return event.kind == kind; });
}

ProbeEvents of_kinds(const ProbeEvents &events, std::span<const EventKind> kinds)
{
	return filtered(events, [kinds](const ProbeEvent &event) {
		return std::find(kinds.begin(), kinds.end(), event.kind) != kinds.end();
	});
}

ProbeEvents of_object(const ProbeEvents &events, std::uint32_t object)
{
	return filtered(
		events, [object](const ProbeEvent &event) { return event.object == object; });
}

std::vector<EventKind> kinds_of(const ProbeEvents &events)
{
	std::vector<EventKind> kinds;
	kinds.reserve(events.size());
	for (const ProbeEvent &event : events)
		kinds.push_back(event.kind);
	return kinds;
}

} // namespace cf
