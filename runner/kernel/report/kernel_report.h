// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "kernel/kmsg_record.h"
#include "kernel/report/report_kind.h"

// One thing that the kernel has complained about, in as many records as it took. What
// belongs together is read from the formats of the kernel's sources (docs/kernel-log.md
// names them); records of other processors and threads that came between do not count,
// where the log says who wrote a record (CONFIG_PRINTK_CALLER).

namespace cf
{

struct KernelReport {
	ReportKind kind = ReportKind::warn;
	std::string title;       // without addresses, processes and processors: stable over runs
	std::string function;    // where it happened; empty when the report doesn't say
	std::uint64_t first = 0; // sequence numbers, both inclusive
	std::uint64_t last = 0;
	std::vector<std::size_t> records; // indices into the log that it was found in
	std::string excuse;               // why it does not count; empty: it does
	bool announced = false;           // the excuse is that the case has foretold it
};

// The reports in a log, in the order of their first records. One pass; the time is linear in
// the size of the log.
std::vector<KernelReport> classify(std::span<const KmsgRecord> log);

// "warn: WARNING at drivers/x.c:12: message in function_name"
std::string describe(const KernelReport &report);

} // namespace cf
