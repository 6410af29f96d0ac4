// SPDX-License-Identifier: MIT
#pragma once

#include <span>
#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

// What the kernel complained about, as results.json has it (docs/kernel-log.md): words only,
// since a file of another version may know other kinds.

namespace cf
{

struct KernelReportEntry {
	std::string kind;
	std::string title;
	std::string function; // where; may be empty
	std::string excuse;   // why it does not count; empty: it does

	std::string what() const; // "title in function"
	std::string text() const; // "kind: title in function"
};

// One a line, at most `most` of them and how many more there are.
std::string report_lines(std::span<const KernelReportEntry> reports, std::size_t most);

// Of what has them under "kernel_reports": a test, or the run for those that are no test's.
std::vector<KernelReportEntry> read_kernel_reports(const nlohmann::json &value);

} // namespace cf
