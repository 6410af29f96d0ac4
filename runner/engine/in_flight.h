// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <optional>
#include <span>

#include "engine/agenda/schedule.h"
#include "engine/case_channels.h"
#include "engine/worker/worker_process.h"
#include "kernel/kernel_facts.h"
#include "plan/expect/expectations.h"
#include "plan/settings.h"

// A case between its start and its verdict, and the worker that it runs in.

namespace cf
{

struct InFlight {
	InFlight(EventLoop &loop, JournalWriter &journal, const Turn &its_turn, double now)
		: turn(its_turn), start(now), channels(loop, journal, its_turn.number)
	{
	}

	Turn turn;
	double start; // seconds since the epoch
	Clock::time_point begun = Clock::now();
	CaseChannels channels;
	std::optional<CaseReport> report; // when the worker is done with it
	double seconds = 0;               // that it took until then
	KernelFacts kernel;               // so far
	std::size_t suspects = 1;         // cases that ran when the kernel said something
};

// Of a case that has ended; empties its channels.
CaseResult judged(InFlight &ended, const PlannedCase &planned, const Expectations &expectations);

// Why the run must not go on behind this case; none: it may.
std::optional<StopReason> reason_to_stop(const CaseReport &report, const Verdict &verdict,
	const RunSettings &settings, const JournalWriter &journal);

struct Slot {
	Slot(EventLoop &loop, Children &children, unsigned its_number)
		: number(its_number), worker(loop, children)
	{
	}

	unsigned number;
	WorkerProcess worker;
	std::unique_ptr<InFlight> flight;
	std::optional<std::size_t> program; // that its worker has started
};

// What the worker of a slot is asked for: the case that has just taken it.
CaseOrder order_for(const Slot &slot, const TestCase &test, const Program &program,
	const RunSettings &settings);

// What the kernel has said since the last cut it has said while these cases ran. False: none did.
bool share_out(const KernelFacts &facts, std::span<const std::unique_ptr<Slot>> slots);

// Of a worker that died without a PID namespace around it.
void sweep_orphans(Children &children, std::span<const std::unique_ptr<Slot>> slots);

} // namespace cf
