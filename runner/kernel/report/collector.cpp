// SPDX-License-Identifier: MIT
#include "kernel/report/collector.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

namespace cf
{

namespace
{

// A report's lines follow each other at once; one that has paused for so long is over,
// even if its last line was never seen.
constexpr std::uint64_t kSilenceMicroseconds = 2'000'000;

std::string_view without_newlines(std::string_view text)
{
	const std::size_t first = text.find_first_not_of('\n');
	if (first == text.npos)
		return {};
	return text.substr(first, text.find_last_not_of('\n') - first + 1);
}

// What begins a report, or is one by its level.
bool is_beginning(const KmsgRecord &record, std::string_view text)
{
	if (text.empty())
		return false;
	return is_warning(record) || is_cut_here(text) || is_banner(text) ||
		find_title(text, record.level) != nullptr;
}

// Drivers repeat themselves, and tell of one reset in several lines.
bool repeats(const Draft &draft, std::string_view text)
{
	switch (draft.kind()) {
	case ReportKind::error:
	case ReportKind::warning:
		return text == draft.title();
	case ReportKind::gpu_reset: {
		const ReportTitle *title = find_title(text, 0);
		return title && title->kind == ReportKind::gpu_reset;
	}
	case ReportKind::kmemleak: {
		// Behind what it has found, how much that was.
		const ReportTitle *title = find_title(text, 0);
		return title && title->kind == ReportKind::kmemleak && title->anywhere;
	}
	default:
		return false;
	}
}

} // namespace

bool ReportCollector::continues(
	Stream &stream, const KmsgRecord &record, std::size_t index, std::string_view text)
{
	if (!stream.draft)
		return false;
	Draft &draft = drafts_[*stream.draft];
	const bool late = record.microseconds > draft.last_microseconds() + kSilenceMicroseconds;
	if (stream.open && !late) {
		if (record.continues)
			return true;
		stream.open = draft.take(record, index, text) && !draft.finished();
		if (stream.open || draft.finished())
			return true;
	}
	stream.open = false;
	if (is_sequel(draft.kind(), text) || repeats(draft, text)) {
		draft.append(record, index, text);
		stream.open = !draft.finished();
		return true;
	}
	return record.continues;
}

void ReportCollector::begin(
	Stream &stream, const KmsgRecord &record, std::size_t index, std::string_view text)
{
	Draft draft(record, index, text);
	stream = {drafts_.size(), !draft.finished()};
	drafts_.push_back(std::move(draft));
}

void ReportCollector::add(const KmsgRecord &record, std::size_t index)
{
	if (!is_for_the_kernel(record))
		return;
	const std::string_view text = without_newlines(record.text);
	Stream &stream = streams_[record.caller];
	if (!continues(stream, record, index, text) && is_beginning(record, text))
		begin(stream, record, index, text);
}

std::vector<KernelReport> ReportCollector::finish()
{
	std::vector<KernelReport> reports;
	for (Draft &draft : drafts_)
		if (draft.decided())
			reports.push_back(std::move(draft).report());
	drafts_.clear();
	streams_.clear();
	std::ranges::stable_sort(reports, {}, &KernelReport::first);
	return reports;
}

std::vector<KernelReport> classify(std::span<const KmsgRecord> log)
{
	ReportCollector collector;
	for (std::size_t index = 0; index < log.size(); ++index)
		collector.add(log[index], index);
	return collector.finish();
}

std::string describe(const KernelReport &report)
{
	std::string text = fmt::format("{}: {}", name_of(report.kind), report.title);
	if (!report.function.empty() && report.title.find(report.function) == std::string::npos)
		text += " in " + report.function;
	return text;
}

} // namespace cf
