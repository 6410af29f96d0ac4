// SPDX-License-Identifier: MIT
#include "kernel/report/harmless.h"

#include <algorithm>
#include <stdexcept>
#include <utility>

#include <fmt/format.h>

namespace cf
{

HarmlessPattern::HarmlessPattern(
	const std::string &pattern, std::vector<std::string> kinds, std::string reason)
	: regex_(pattern), kinds_(std::move(kinds)), reason_(std::move(reason))
{
	for (const std::string &kind : kinds_)
		if (!is_report_kind(kind))
			throw std::invalid_argument(
				fmt::format("no kind of kernel report is called '{}'", kind));
}

bool HarmlessPattern::matches(const KernelReport &report, std::span<const KmsgRecord> log) const
{
	const bool right_kind = kinds_.empty() ||
		std::ranges::any_of(kinds_,
			[&](const std::string &kind) { return is_called(report.kind, kind); });
	return right_kind &&
		(regex_.is_found_in(report.title) ||
			std::ranges::any_of(report.records, [&](std::size_t index) {
				return regex_.is_found_in(log[index].text);
			}));
}

void excuse_reports(std::vector<KernelReport> &reports, std::span<const KmsgRecord> log,
	std::span<const std::string> announced, HarmlessList harmless)
{
	for (KernelReport &report : reports) {
		report.announced = std::ranges::any_of(announced,
			[&](const std::string &word) { return is_called(report.kind, word); });
		if (report.announced) {
			report.excuse = "announced by the case";
			continue;
		}
		const auto found = std::ranges::find_if(harmless,
			[&](const HarmlessPattern &known) { return known.matches(report, log); });
		if (found != harmless.end())
			report.excuse = found->reason();
	}
}

} // namespace cf
