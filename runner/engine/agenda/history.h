// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <vector>

#include "journal/run_info.h"
#include "plan/run_plan.h"
#include "progress/run_report.h"

// The attempts of every case so far, those of before a resume included.

namespace cf
{

class History
{
public:
	void add(std::size_t number, EndedAttempt attempt);

	// Those that --repeat counts: retries and interrupted ones left out.
	std::size_t rounds_of(std::size_t number) const;
	std::size_t retries_of(std::size_t number) const;

	// Whether another attempt can tell more: it counts against the run, and the machine
	// has survived it.
	bool worth_a_retry(std::size_t number) const;

	// One result a case, in the order of the plan.
	std::vector<ReportedCase> results(const RunPlan &plan, const RunInfo &info) const;

private:
	const std::vector<EndedAttempt> *attempts_of(std::size_t number) const;

	std::map<std::size_t, std::vector<EndedAttempt>> attempts_;
};

AttemptSummary summary_of(const EndedAttempt &attempt);

} // namespace cf
