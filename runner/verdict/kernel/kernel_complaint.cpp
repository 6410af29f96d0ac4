// SPDX-License-Identifier: MIT
#include "verdict/kernel/kernel_complaint.h"

#include <algorithm>
#include <functional>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace cf
{

namespace
{

bool counts(const KernelReport &report)
{
	return report.excuse.empty();
}

bool is_plain_message(const KernelReport &report)
{
	return report.kind == ReportKind::error || report.kind == ReportKind::warning;
}

// The first that says more than a driver's message does, else the first of all.
std::string report_line(ReportList reports)
{
	const auto number = std::ranges::count_if(reports, counts);
	if (number == 0)
		return {};
	auto telling = std::ranges::find_if(reports, [](const KernelReport &report) {
		return counts(report) && !is_plain_message(report);
	});
	if (telling == reports.end())
		telling = std::ranges::find_if(reports, counts);
	std::string line = "kernel: " + describe(*telling);
	if (number > 1)
		line += fmt::format(" (and {} more)", number - 1);
	return line;
}

bool is_of_lockdep(std::string_view word)
{
	return word.starts_with("lockdep") || word == name_of(ReportKind::rcu_usage);
}

// Whether lockdep went off with a report that was foreseen.
bool was_to_go_off(ReportList reports)
{
	return std::ranges::any_of(reports, [](const KernelReport &report) {
		return !counts(report) && is_of_lockdep(name_of(report.kind));
	});
}

} // namespace

TaintMask unexplained_taint(const KernelFacts &kernel, ReportList reports)
{
	const bool explained = std::ranges::any_of(reports, std::not_fn(counts));
	return explained ? 0 : alarming_taint(kernel.new_taint);
}

std::string kernel_complaint(const KernelFacts &kernel, ReportList reports)
{
	std::vector<std::string> lines;
	if (std::string line = report_line(reports); !line.empty())
		lines.push_back(std::move(line));
	if (const TaintMask alarming = unexplained_taint(kernel, reports))
		lines.push_back(fmt::format(
			"kernel newly tainted: {}", fmt::join(describe_taint(alarming), ", ")));
	if (kernel.lockdep_off && !was_to_go_off(reports))
		lines.emplace_back("lockdep has switched itself off");
	return fmt::format("{}", fmt::join(lines, "\n"));
}

std::vector<std::string> kernel_notes(const KernelFacts &kernel, ReportList reports)
{
	std::vector<std::string> notes;
	for (const KernelReport &report : reports)
		if (!counts(report))
			notes.push_back(fmt::format(
				"does not count: {} ({})", describe(report), report.excuse));
	if (kernel.lockdep_off && was_to_go_off(reports))
		notes.emplace_back("lockdep has switched itself off, as it does after a report");
	if (const TaintMask calm = kernel.new_taint & ~unexplained_taint(kernel, reports))
		notes.push_back(fmt::format(
			"kernel newly tainted: {}", fmt::join(describe_taint(calm), ", ")));
	if (kernel.lost)
		notes.push_back(fmt::format("{} kernel log records were overwritten before they "
					    "could be read (log_buf_len= makes the buffer larger)",
			kernel.lost));
	return notes;
}

Announcements check_announcements(const CaseFacts &facts, ReportList reports)
{
	Announcements found;
	for (const std::string &word : facts.events.announced) {
		const bool came = std::ranges::any_of(reports,
			[&](const KernelReport &report) { return is_called(report.kind, word); });
		if (came)
			continue;
		if (!is_report_kind(word))
			found.broken = fmt::format(
				"announced '{}', which is no kind of kernel report", word);
		else if (!facts.kernel.watched)
			found.unseen = fmt::format(
				"the kernel log is not watched: a {} report cannot be seen", word);
		else if (facts.kernel.lockdep_was_off && is_of_lockdep(word))
			found.unseen = fmt::format(
				"lockdep was off before: it cannot make a {} report", word);
		else
			found.broken = fmt::format(
				"the kernel did not make the announced {} report{}", word,
				facts.kernel.lost ? ", or it was overwritten unread" : "");
	}
	return found;
}

} // namespace cf
