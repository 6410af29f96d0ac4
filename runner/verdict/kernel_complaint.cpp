// SPDX-License-Identifier: MIT
#include "verdict/kernel_complaint.h"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace cf
{

namespace
{

// Lines of this kind open a report and say nothing.
bool is_ornament(std::string_view text)
{
	return text.find_first_not_of("=-[ cut here]") == text.npos;
}

std::string warning_line(const std::vector<KmsgRecord> &log)
{
	const auto count = std::ranges::count_if(log, is_warning);
	if (count == 0)
		return {};
	auto telling = std::ranges::find_if(log, [](const KmsgRecord &record) {
		return is_warning(record) && !is_ornament(record.text);
	});
	if (telling == log.end())
		telling = std::ranges::find_if(log, is_warning);
	std::string line = "kernel: " + telling->text;
	if (count > 1)
		line += fmt::format(" (and {} more lines)", count - 1);
	return line;
}

} // namespace

std::string kernel_complaint(const KernelFacts &kernel)
{
	std::vector<std::string> lines;
	if (std::string line = warning_line(kernel.log); !line.empty())
		lines.push_back(std::move(line));
	if (const TaintMask alarming = alarming_taint(kernel.new_taint))
		lines.push_back(fmt::format(
			"kernel newly tainted: {}", fmt::join(describe_taint(alarming), ", ")));
	if (kernel.lockdep_off)
		lines.emplace_back("lockdep has switched itself off");
	return fmt::format("{}", fmt::join(lines, "\n"));
}

std::vector<std::string> kernel_notes(const KernelFacts &kernel)
{
	std::vector<std::string> notes;
	if (const TaintMask calm = kernel.new_taint & ~alarming_taint(kernel.new_taint))
		notes.push_back(fmt::format(
			"kernel newly tainted: {}", fmt::join(describe_taint(calm), ", ")));
	if (kernel.lost)
		notes.push_back(fmt::format("{} kernel log records were overwritten before they "
					    "could be read (log_buf_len= makes the buffer larger)",
			kernel.lost));
	return notes;
}

} // namespace cf
