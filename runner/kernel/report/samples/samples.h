// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "kernel/kmsg_record.h"
#include "kernel/report/report_kind.h"

// Reports as kernels 6.1 to 7.2 print them, shortened, for the tests. A line is a record:
// its level, a blank, its text.

namespace cf
{

struct ReportSample {
	std::string_view what;
	ReportKind kind;
	std::string_view title;
	std::string_view function;
	std::string_view log;
};

std::span<const ReportSample> report_samples();

// The records of such a text, one millisecond apart, numbered from `first` on.
std::vector<KmsgRecord> records_of(
	std::string_view log, std::uint64_t first = 100, std::string_view caller = "");

} // namespace cf
