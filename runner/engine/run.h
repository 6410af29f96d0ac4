// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>

#include "engine/case_runner.h"
#include "kernel/kernel_watch.h"
#include "plan/expectations.h"
#include "plan/run_plan.h"
#include "progress/progress.h"

// One run: its cases one after the other. A case is judged when the kernel log has
// been cut behind it; its end and the next one's start reach the disk together, and
// only then is its verdict shown.

namespace cf
{

class Run
{
public:
	struct Tools {
		EventLoop &loop;
		Children &children;
		const StopSignals &stop;
		KernelWatch &watch;
		JournalWriter &journal; // has its run-start already
		Progress &progress;
		const Expectations &expectations;
	};

	// Everything given must outlive the run.
	Run(const Tools &tools, const RunPlan &plan, const RunInfo &info, CaseLauncher &launcher,
		std::chrono::seconds timeout);

	// Until the last case, a stop signal, a process that can't be killed, a journal
	// that can't be written or a machine out of descriptors. Throws for none of them.
	RunReport execute();

private:
	struct Pending { // runs, or has ended and is not judged yet
		std::size_t number = 0;
		double start = 0;
		double end = 0;
		RanCase ran;
	};

	void run_cases();
	void give_up(const char *why);
	void run_case(std::size_t number);
	void turn_over(std::optional<std::size_t> next);
	std::optional<ReportedCase> close_pending(KernelFacts kernel);
	CaseResult result_of(const Pending &pending) const;

	Tools tools_;
	const RunPlan &plan_;
	const RunInfo &info_;
	CaseLauncher &launcher_;
	std::chrono::seconds timeout_;
	CaseRunner runner_;
	std::optional<Pending> pending_;
	double started_ = 0;
	RunReport report_;
};

} // namespace cf
