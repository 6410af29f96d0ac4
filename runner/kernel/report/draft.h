// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

#include "kernel/kmsg_record.h"
#include "kernel/report/kernel_report.h"
#include "kernel/report/titles.h"

// A report while its records come in. It opens with a title, or with a line that only
// says that a title follows: "cut here" or a banner of '='.

namespace cf
{

// Whether the line opens a report without saying which.
bool is_cut_here(std::string_view text);
bool is_banner(std::string_view text);

class Draft
{
public:
	// `index` is the record's place in the log; `text` its text without newlines
	// around it.
	Draft(const KmsgRecord &record, std::size_t index, std::string_view text);

	// Takes the record if it belongs here, else the draft is at its end.
	bool take(const KmsgRecord &record, std::size_t index, std::string_view text);

	// Adds a record that follows the end.
	void append(const KmsgRecord &record, std::size_t index, std::string_view text);

	// True once the last record has been taken.
	bool finished() const { return finished_; }

	// False for a banner that no title followed: no report at all.
	bool decided() const { return decided_; }

	ReportKind kind() const { return report_.kind; }
	std::uint64_t last_microseconds() const { return last_microseconds_; }
	const std::string &title() const { return report_.title; }

	// The finished report.
	KernelReport report() &&;

private:
	void add(const KmsgRecord &record, std::size_t index);
	void decide(const ReportTitle &title, std::string_view text);
	bool belongs(const KmsgRecord &record, std::string_view text) const;
	void read(std::string_view text);
	void read_heading(std::string_view text);
	void read_trace(std::string_view text);
	bool is_last(std::string_view text) const;

	KernelReport report_;
	ReportEnd end_ = ReportEnd::marker;
	std::string place_;   // of a WARN()
	std::string message_; // of a WARN()
	std::uint64_t last_microseconds_ = 0;
	int level_ = 0;            // of the title
	bool after_place_ = false; // the next line may be the WARN()'s message
	bool names_locks_ = false; // the next line names a lock that a cycle goes through
	bool in_trace_ = false;
	bool finished_ = false;
	bool decided_ = false;
};

} // namespace cf
