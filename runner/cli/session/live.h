// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>

#include "cli/options.h"
#include "journal/journal_writer.h"
#include "journal/unfinished_run.h"
#include "progress/progress.h"
#include "report/live/live_signals.h"

// What a run shows on standard output from its first case to its closing words, in the format
// that was asked for.

namespace cf
{

class Live
{
public:
	struct Subject {
		const RunInfo &info;
		const RunSettings &settings;
		const UnfinishedRun *earlier; // part of the run; null: none
	};

	// Listens to the journal, which nobody may write to any more when this is gone.
	Live(LiveFormat format, const Subject &subject, JournalWriter &journal);
	Live(const Live &) = delete;
	Live &operator=(const Live &) = delete;

	Progress &progress() { return progress_; }

	// `written`: there is a results.json in the directory.
	void finish(const RunReport &report, const std::string &directory, bool written);

private:
	std::optional<LiveSignals> signals_; // none: for people
	Progress progress_;
};

} // namespace cf
