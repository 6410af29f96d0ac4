// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

// One record of the kernel log, as a read of /dev/kmsg gives it:
// "prio,seq,µs,flags[,…];text\n KEY=value\n" (Documentation/ABI/testing/dev-kmsg).

namespace cf
{

struct KmsgRecord {
	int level = 6;    // 0 emergency … 4 warning … 7 debug
	int facility = 0; // 0 the kernel itself, 1 a user's write to /dev/kmsg
	std::uint64_t sequence = 0;
	std::uint64_t microseconds = 0; // of the log's clock, about time since boot
	bool continues = false;         // a fragment that goes on where the last record ended
	std::string caller;             // "T17" a thread, "C0" a processor; may be empty
	std::string text;               // bytes; escapes undone

	bool operator==(const KmsgRecord &) const = default;
};

// The dictionary lines are dropped.
std::optional<KmsgRecord> parse_kmsg_record(std::string_view record);

// True for what the kernel has said, or a plain user of /dev/kmsg. Daemons that log there
// have a facility.
bool is_for_the_kernel(const KmsgRecord &record);

// True for what a test has to answer for: warning and worse of those.
bool is_warning(const KmsgRecord &record);

// "<4>[   12.345678] text", as dmesg -r shows it.
std::string format_kmsg_record(const KmsgRecord &record);

} // namespace cf
