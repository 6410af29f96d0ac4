// SPDX-License-Identifier: MIT
#pragma once

#include <optional>

#include "catalog/filter.h"
#include "cli/options.h"
#include "engine/resume/resume.h"
#include "engine/run.h"
#include "journal/unfinished_run.h"
#include "results/results_directory.h"

// Holds what `run` and `resume` need until their last word, from the lock on the results
// directory to the workers.

namespace cf
{

class RunSession
{
public:
	// Takes the results directory, new or, with an `unfinished` run, that run's. Throws
	// UsageError.
	RunSession(const RunSettings &settings, std::optional<UnfinishedRun> unfinished,
		LiveFormat format);

	// `aftermath` is how the unfinished run was broken off, as far as somebody knows. Gives the
	// exit status.
	int carry_out(Aftermath aftermath = {});

private:
	Survey survey();
	RunPlan plan(const Survey &survey);
	int run(const Survey &survey, const RunPlan &plan, Aftermath aftermath);
	JournalWriter open_journal(const RunInfo &info);
	History earlier_part(const RunInfo &info, JournalWriter &journal, Aftermath aftermath);

	RunSettings settings_;
	LiveFormat format_;
	std::optional<UnfinishedRun> unfinished_;
	FilterList filters_;
	Expectations expectations_;
	std::optional<LeakDetector> leaks_;
	std::optional<ResultsDirectory> directory_;
	EventLoop loop_;
	Children children_{loop_};
	StopSignals stop_{loop_};
};

} // namespace cf
