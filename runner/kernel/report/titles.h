// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

#include "kernel/report/report_kind.h"

// How the kernel begins and ends its reports. The texts stand in titles_table.cpp, each
// group with the file of the kernel that prints it.

namespace cf
{

enum class ReportEnd {
	marker, // "---[ end trace …" and "---[ end Kernel panic"
	banner, // a second line of '='
	trace,  // the last line of a stack trace
	alone,  // it is one record
};

struct ReportTitle {
	ReportKind kind;
	ReportEnd end;
	std::string_view text;
	bool anywhere = false; // in the record; else at its beginning
	int level = 7;         // only of records of at most this level
};

// The title that `text` is, or null.
const ReportTitle *find_title(std::string_view text, int level);

// The kind of a WARN() by its message; `warn` when the message tells nothing.
ReportKind kind_of_message(std::string_view message);

// True for what may follow a finished report of that kind and is part of it.
bool is_sequel(ReportKind kind, std::string_view text);

// True for functions that allocate for whoever calls them.
bool is_allocator(std::string_view function);

// True for functions of reporting and locking, which say nothing about the place.
bool is_trace_noise(std::string_view function);

} // namespace cf
