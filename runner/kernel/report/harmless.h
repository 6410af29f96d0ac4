// SPDX-License-Identifier: MIT
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/report/kernel_report.h"
#include "text/regex.h"

// What the kernel may say without anybody being to blame: patterns from expectation files,
// each with a reason. A report that one of them matches does not count; it stays in the
// results, with the reason.

namespace cf
{

class HarmlessPattern
{
public:
	// `pattern` is a regular expression in RE2 syntax, found anywhere in the title
	// or in a record; `kinds` are names of kinds or families, none for any. Throws
	// std::invalid_argument that says what is wrong.
	HarmlessPattern(
		const std::string &pattern, std::vector<std::string> kinds, std::string reason);

	bool matches(const KernelReport &report, std::span<const KmsgRecord> log) const;
	const std::string &reason() const { return reason_; }

private:
	Regex regex_;
	std::vector<std::string> kinds_;
	std::string reason_;
};

using HarmlessList = std::span<const HarmlessPattern>;

// Marks the reports that do not count: those that `announced` names by kind or family, then
// those that are harmless.
void excuse_reports(std::vector<KernelReport> &reports, std::span<const KmsgRecord> log,
	std::span<const std::string> announced, HarmlessList harmless);

} // namespace cf
