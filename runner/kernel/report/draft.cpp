// SPDX-License-Identifier: MIT
#include "kernel/report/draft.h"

#include <algorithm>
#include <initializer_list>
#include <utility>

#include "kernel/report/symbol.h"

namespace cf
{

namespace
{

// Of the shortest banner, that of "held lock freed".
constexpr std::size_t kShortestBanner = 20;

constexpr std::size_t kLongestTitle = 400;

// A report that never ends does not swallow the log.
constexpr std::size_t kMostRecords = 4000;

bool starts_with_any(std::string_view text, std::initializer_list<std::string_view> starts)
{
	return std::ranges::any_of(
		starts, [&](std::string_view start) { return text.starts_with(start); });
}

// What stands before a stack trace: between a WARN()'s message and it, or at its head.
bool is_circumstance(std::string_view text)
{
	return starts_with_any(
		text, {"Modules linked in:", "CPU: ", "Tainted: ", "Hardware name: ", "RIP: "});
}

// Lines of a stack dump are indented, or they show registers and code.
bool looks_like_trace(std::string_view text)
{
	constexpr std::size_t longest_register = 4; // "PKRU: ", and "x29: " of arm64
	if (text.empty() || text.starts_with(' ') || text.starts_with('\t'))
		return true;
	const std::string_view name = text.substr(0, text.find(':'));
	return is_circumstance(text) ||
		starts_with_any(text,
			{"Call Trace:", "Call trace:", "Code: ", "pc : ", "lr : ", "sp : ", "x"}) ||
		(name.size() <= longest_register &&
			name.find_first_not_of("ABCDEFGILPRSUXK0123456789") == name.npos);
}

} // namespace

bool is_cut_here(std::string_view text)
{
	return text.starts_with("------------[ cut here ]");
}

bool is_banner(std::string_view text)
{
	return text.size() >= kShortestBanner && text.find_first_not_of('=') == text.npos;
}

Draft::Draft(const KmsgRecord &record, std::size_t index, std::string_view text)
{
	report_.first = record.sequence;
	add(record, index);
	if (is_cut_here(text)) {
		decided_ = true;
		return;
	}
	if (is_banner(text)) {
		end_ = ReportEnd::banner;
		return;
	}
	if (const ReportTitle *title = find_title(text, record.level)) {
		decide(*title, text);
		level_ = record.level;
		return;
	}
	report_.kind = record.level <= 3 ? ReportKind::error : ReportKind::warning;
	report_.title = text;
	decided_ = finished_ = true;
}

void Draft::add(const KmsgRecord &record, std::size_t index)
{
	report_.last = std::max(report_.last, record.sequence);
	report_.records.push_back(index);
	last_microseconds_ = record.microseconds;
}

void Draft::decide(const ReportTitle &title, std::string_view text)
{
	decided_ = true;
	report_.kind = title.kind;
	// UBSAN once stood between banners and stands behind "cut here" today.
	if (report_.records.size() == 1 || title.end != ReportEnd::banner)
		end_ = title.end;
	finished_ = end_ == ReportEnd::alone;
	report_.function = find_symbol(text);
	report_.title =
		title.kind == ReportKind::kmemleak ? title_of_leak(text) : without_offsets(text);
	place_ = place_of_warning(text);
	after_place_ = title.kind == ReportKind::warn;
}

bool Draft::belongs(const KmsgRecord &record, std::string_view text) const
{
	if (report_.records.size() >= kMostRecords)
		return false;
	if (!decided_)
		return find_title(text, record.level) != nullptr;
	// The report of a corrupted list's BUG() follows what was found wrong.
	if (report_.kind == ReportKind::list_corruption && report_.records.size() == 1)
		return is_cut_here(text);
	if (is_cut_here(text))
		return false;
	if (is_banner(text))
		return end_ == ReportEnd::banner;
	if (end_ == ReportEnd::trace && in_trace_)
		return looks_like_trace(text);
	const ReportTitle *title = find_title(text, record.level);
	// Nothing in a report without an end marker is more severe than its title.
	if (!title)
		return end_ != ReportEnd::trace || record.level >= level_;
	// An Oops has several titles; a WARN() has a message.
	return end_ == ReportEnd::marker &&
		(title->kind == ReportKind::oops ||
			(!in_trace_ && title->kind != ReportKind::panic));
}

bool Draft::take(const KmsgRecord &record, std::size_t index, std::string_view text)
{
	if (!belongs(record, text))
		return false;
	add(record, index);
	const ReportTitle *title = find_title(text, record.level);
	// Of a WARN(), the like of "DMA-API: …" is the message.
	const bool is_message = title &&
		(title->end == ReportEnd::alone || title->kind == ReportKind::list_corruption);
	if (title && report_.title.empty() && !is_message) {
		decide(*title, text);
		level_ = record.level;
	} else {
		read(text);
	}
	finished_ = is_last(text);
	return true;
}

void Draft::append(const KmsgRecord &record, std::size_t index, std::string_view text)
{
	add(record, index);
	in_trace_ = report_.kind == ReportKind::kmemleak;
	if (in_trace_)
		read_trace(text);
	// A list of all held locks ends with a banner of its own.
	if (text.starts_with("Showing all locks")) {
		end_ = ReportEnd::banner;
		finished_ = false;
	} else if (end_ == ReportEnd::trace &&
		starts_with_any(text, {"NMI backtrace", "task:", "INFO: task"})) {
		finished_ = false;
	}
}

void Draft::read(std::string_view text)
{
	if (report_.kind == ReportKind::warn && !in_trace_)
		read_heading(text);
	if (names_locks_ && text.find("_ww_class_") != text.npos)
		report_.kind = ReportKind::lockdep_reservation;
	names_locks_ = (report_.kind == ReportKind::lockdep_circular ||
			       report_.kind == ReportKind::lockdep_recursive) &&
		(text.ends_with("is trying to acquire lock:") ||
			text.ends_with("but task is already holding lock:"));
	read_trace(text);
}

// "cut here", then in any order the place and the message.
void Draft::read_heading(std::string_view text)
{
	if (text.starts_with("WARNING: ") && place_.empty()) {
		place_ = place_of_warning(text);
		report_.function = find_symbol(text);
		report_.title = without_offsets(text);
		after_place_ = true;
		return;
	}
	if (is_circumstance(text))
		after_place_ = false;
	if ((report_.title.empty() || after_place_) && message_.empty() && !text.empty() &&
		!is_circumstance(text) && !text.starts_with("---["))
		message_ = text;
	after_place_ = false;
}

void Draft::read_trace(std::string_view text)
{
	const bool lockdep =
		is_called(report_.kind, "lockdep") || report_.kind == ReportKind::rcu_usage;
	if (lockdep ? text == "stack backtrace:"
		    : text.starts_with("Call Trace:") || text.starts_with("Call trace:"))
		in_trace_ = true;
	if (!report_.function.empty())
		return;
	const bool names_place = text.starts_with("RIP: ") || text.starts_with("pc : ");
	const std::string_view symbol = find_symbol(text);
	if (symbol.empty() || !(names_place || in_trace_) || text.starts_with(" ? "))
		return;
	if (names_place || !(is_trace_noise(symbol) || is_allocator(symbol)))
		report_.function = symbol;
}

bool Draft::is_last(std::string_view text) const
{
	switch (end_) {
	case ReportEnd::marker:
		return text.starts_with("---[ end ");
	case ReportEnd::banner:
		return is_banner(text);
	case ReportEnd::trace:
		return in_trace_ && text.ends_with("</TASK>");
	case ReportEnd::alone:
		break;
	}
	return true;
}

KernelReport Draft::report() &&
{
	if (report_.kind == ReportKind::warn) {
		report_.kind = kind_of_message(message_);
		if (!place_.empty())
			report_.title = "WARNING at " + place_;
		else if (report_.title.empty())
			report_.title = "WARNING";
		if (!message_.empty())
			report_.title += ": " + without_offsets(message_);
	}
	report_.title.resize(std::min(report_.title.size(), kLongestTitle));
	return std::move(report_);
}

} // namespace cf
