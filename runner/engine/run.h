// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <vector>

#include "engine/agenda/agenda.h"
#include "engine/in_flight.h"
#include "kernel/health/leak_detector.h"
#include "kernel/kernel_watch.h"
#include "plan/expect/expectations.h"
#include "progress/progress.h"
#include "system/event/stop_signals.h"
#include "system/machine/watchdog.h"
#include "trace/case_tracer.h"

// One run: its cases one after the other, or --jobs of them side by side. A case is
// judged when the kernel log has been cut behind it; its end and the next one's start
// reach the disk together, and only then is its verdict shown.

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
		Watchdog *watchdog = nullptr;
		CaseTracer *tracer = nullptr;
		LeakDetector *leaks = nullptr;
	};

	struct What {
		const RunPlan &plan;
		const RunInfo &info;
		const RunSettings &settings;
		std::span<const Program> programs;
	};

	// Everything given must outlive the run. `history` holds what an earlier part of
	// the same run has done.
	Run(const Tools &tools, const What &what, History history);

	// Until the last case, a stop signal, a process that can't be killed, a journal
	// that can't be written or a machine out of descriptors. Throws for none of them.
	RunReport execute();

private:
	void run_cases();
	bool find_more_to_do();
	void obey_stop();
	void give_up(const char *why);
	Clock::time_point do_chores();
	void wait();
	void turn_over(Slot &slot);
	void look_for_leaks(LeakSearch when);
	void attribute_log(const std::string &label);
	void watch_on();
	ReportedCase finish(Slot &slot);
	void start(Slot &slot, const Turn &turn);
	void launch(Slot &slot);
	bool anything_in_flight() const;
	std::string running() const;

	Tools tools_;
	What what_;
	Agenda agenda_;
	std::vector<std::unique_ptr<Slot>> slots_;
	bool stop_passed_on_ = false;
	RunReport report_;
};

} // namespace cf
