// SPDX-License-Identifier: MIT
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/report/kernel_report.h"
#include "verdict/case_facts.h"

// What the kernel has said while a case ran, in the few lines that fit a reason; and whether
// it said what the case had announced. `reports` are those of the log, excuses marked.

namespace cf
{

using ReportList = std::span<const KernelReport>;

// Lines about reports without an excuse, alarming taint and lost lockdep; empty when the
// kernel had nothing to complain about.
std::string kernel_complaint(const KernelFacts &kernel, ReportList reports);

// Harmless reports, taint that does not alarm, and log records that nobody could read.
std::vector<std::string> kernel_notes(const KernelFacts &kernel, ReportList reports);

// Taint of the case that alarms and that no excused report explains.
TaintMask unexplained_taint(const KernelFacts &kernel, ReportList reports);

struct Announcements {
	std::string broken; // what the kernel should have reported; empty: it did
	std::string unseen; // why nobody could have seen it; empty: somebody could
};

Announcements check_announcements(const CaseFacts &facts, ReportList reports);

} // namespace cf
