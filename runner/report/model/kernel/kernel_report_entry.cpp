// SPDX-License-Identifier: MIT
#include "report/model/kernel/kernel_report_entry.h"

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace cf
{

namespace
{

using nlohmann::json;

KernelReportEntry read_kernel_report(const json &value)
{
	return {.kind = value.value("kind", ""),
		.title = value.value("title", ""),
		.function = value.value("function", ""),
		.excuse = value.value("announced", false) ? "announced by the case"
							  : value.value("harmless", "")};
}

} // namespace

std::string KernelReportEntry::what() const
{
	const bool named = function.empty() || title.find(function) != title.npos;
	return named ? title : fmt::format("{} in {}", title, function);
}

std::string KernelReportEntry::text() const
{
	return fmt::format("{}: {}", kind, what());
}

std::string report_lines(std::span<const KernelReportEntry> reports, std::size_t most)
{
	std::string lines;
	for (const KernelReportEntry &report : reports.first(std::min(most, reports.size()))) {
		lines += report.text();
		if (!report.excuse.empty())
			lines += fmt::format(" (does not count: {})", report.excuse);
		lines += '\n';
	}
	if (reports.size() > most)
		lines += fmt::format("and {} more\n", reports.size() - most);
	return lines;
}

std::vector<KernelReportEntry> read_kernel_reports(const json &value)
{
	std::vector<KernelReportEntry> reports;
	for (const json &report : value.value("kernel_reports", json::array()))
		reports.push_back(read_kernel_report(report));
	return reports;
}

} // namespace cf
