// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "engine/agenda/history.h"
#include "journal/journal_writer.h"
#include "journal/unfinished_run.h"

// How a run that was broken off goes on: with the cases that it had, in their order, and
// without those that were in flight, which may well be what broke it. Where it is known that
// the machine had a fault of its own, they run again.

namespace cf
{

// `fresh` is what the machine has now. A case that it has not any more is settled as a
// failure: something has gone since the run began, a device perhaps.
RunPlan plan_to_go_on(const UnfinishedRun &run, RunPlan fresh);

struct Aftermath {
	std::string boot;                 // id of this boot
	std::vector<KmsgRecord> oops_log; // what the dying kernel said; may be empty
	std::string machine_fault;        // "power failure"; empty: none is known of
};

// Writes the verdicts of those in flight (incomplete; with a fault of the machine's they are
// interrupted attempts, which another one outweighs) and gives all that has ended.
History bury_casualties(
	const UnfinishedRun &run, const Aftermath &aftermath, JournalWriter &journal);

} // namespace cf
