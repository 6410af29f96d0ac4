// SPDX-License-Identifier: MIT
#include "verdict/kernel/interlude.h"

#include <utility>

#include <fmt/format.h>

#include "verdict/kernel/kernel_complaint.h"

namespace cf
{

Interlude judge_interlude(KernelFacts facts, std::string until, HarmlessList harmless)
{
	Interlude interlude{.until = std::move(until), .reports = classify(facts.log)};
	excuse_reports(interlude.reports, facts.log, {}, harmless);
	const std::string complaint = kernel_complaint(facts, interlude.reports);
	if (!complaint.empty())
		interlude.complaint =
			fmt::format("no case ran, before the {}: {}", interlude.until, complaint);
	interlude.log = std::move(facts.log);
	return interlude;
}

} // namespace cf
