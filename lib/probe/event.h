// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <iosfwd>
#include <span>
#include <vector>

#include "base/errno_value.h"
#include "probe/module/uapi/log.h"

// What the probe module saw: one record a callback, with its time, its caller's
// context and the state of the reservation object's lock. Objects and attachments
// are numbers of the node descriptor that they were made through.

namespace cf
{

enum class EventKind : std::uint16_t {
	attach = CFP_EVENT_ATTACH,
	detach = CFP_EVENT_DETACH,
	pin = CFP_EVENT_PIN,
	unpin = CFP_EVENT_UNPIN,
	map = CFP_EVENT_MAP,
	unmap = CFP_EVENT_UNMAP,
	vmap = CFP_EVENT_VMAP,
	vunmap = CFP_EVENT_VUNMAP,
	begin_cpu = CFP_EVENT_BEGIN_CPU,
	end_cpu = CFP_EVENT_END_CPU,
	mmap = CFP_EVENT_MMAP,
	fault = CFP_EVENT_FAULT,
	release = CFP_EVENT_RELEASE,
	move_begin = CFP_EVENT_MOVE_BEGIN,
	move_end = CFP_EVENT_MOVE_END,
	revoke_begin = CFP_EVENT_REVOKE_BEGIN,
	revoke_end = CFP_EVENT_REVOKE_END,
	restore = CFP_EVENT_RESTORE,
	stray_write = CFP_EVENT_STRAY_WRITE,
	invalidate = CFP_EVENT_INVALIDATE,
	invalidate_end = CFP_EVENT_INVALIDATE_END,
	job_begin = CFP_EVENT_JOB_BEGIN,
	job_end = CFP_EVENT_JOB_END,
	job_stray = CFP_EVENT_JOB_STRAY,
	late_unmap = CFP_EVENT_LATE_UNMAP,
	fence_enable = CFP_EVENT_FENCE_ENABLE,
	fence_signal = CFP_EVENT_FENCE_SIGNAL,
	fence_release = CFP_EVENT_FENCE_RELEASE,
	fence_drop = CFP_EVENT_FENCE_DROP,
	keeper_drop = CFP_EVENT_KEEPER_DROP,
};

const char *name_of(EventKind kind);

struct ProbeEvent {
	EventKind kind{};
	std::uint64_t time_ns = 0; // CLOCK_MONOTONIC
	std::uint64_t sequence = 0;
	std::uint64_t value = 0; // what it says depends on the kind: see uapi/log.h
	std::uint32_t object = 0;
	std::uint32_t attachment = 0;
	std::uint32_t generation = 0;
	std::uint32_t thread = 0;
	Errno error;
	std::uint16_t context = 0;

	bool in_interrupt() const { return context & (CFP_IN_SOFTIRQ | CFP_IN_HARDIRQ); }

	// Somebody held the lock of the reservation object; the thread itself, as far as
	// lockdep knows.
	bool resv_locked() const { return context & CFP_RESV_LOCKED; }
	bool resv_held() const { return context & CFP_RESV_HELD; }
};

std::ostream &operator<<(std::ostream &out, EventKind kind);
std::ostream &operator<<(std::ostream &out, const ProbeEvent &event);

// The records that read(2) of the node gave. Throws EBADMSG when they end in the middle.
std::vector<ProbeEvent> decode_events(std::span<const std::byte> bytes);

using ProbeEvents = std::vector<ProbeEvent>;

// Those of one kind, or of several, in their order.
ProbeEvents of_kind(const ProbeEvents &events, EventKind kind);
ProbeEvents of_kinds(const ProbeEvents &events, std::span<const EventKind> kinds);

// Those of one exporter, importer or fence.
ProbeEvents of_object(const ProbeEvents &events, std::uint32_t object);

std::vector<EventKind> kinds_of(const ProbeEvents &events);

} // namespace cf
