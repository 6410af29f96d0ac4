// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <functional>

#include "engine/launch/case_launcher.h"
#include "system/event/children.h"
#include "system/event/stop_signals.h"
#include "journal/journal_writer.h"

// Runs one case from its launch until nothing of it is left, and gives what was
// seen. What it prints and tells goes into the journal as it comes.

namespace cf
{

struct RanCase {
	CaseFacts facts; // without the kernel's, which come when the log is cut
	pid_t pid = 0;
	std::optional<int> return_code;
	Isolation isolation = Isolation::exec;
};

class CaseRunner
{
public:
	// `tick` is called after each turn of the loop and gives the time at which it
	// wants to be called again at the latest.
	using Tick = std::function<Clock::time_point()>;

	CaseRunner(EventLoop &loop, Children &children, const StopSignals &stop,
		CaseLauncher &launcher, JournalWriter &journal, Tick tick);

	RanCase run(const TestCase &test, std::size_t number, std::chrono::seconds timeout);

private:
	struct InFlight;

	void wait(InFlight &flight, Clock::time_point deadline);
	void kill_all(InFlight &flight, Ending ending);
	void sweep(InFlight &flight, bool finished);

	EventLoop &loop_;
	Children &children_;
	const StopSignals &stop_;
	CaseLauncher &launcher_;
	JournalWriter &journal_;
	Tick tick_;
};

} // namespace cf
