// SPDX-License-Identifier: MIT
#pragma once

#include "engine/agenda/history.h"
#include "engine/agenda/schedule.h"
#include "plan/settings.h"

// All that a run has to do, in order: the rounds of the plan, each shuffled anew when that
// was asked for, then the retries. What a round adds depends on what has happened in the
// rounds before, so it is found out when they are over.

namespace cf
{

class Agenda
{
public:
	// `history` holds what an earlier part of the same run has done. Plan and settings
	// must outlive the agenda.
	Agenda(const RunPlan &plan, const RunSettings &settings, History history);

	// Adds turns when none is waiting; to be called when nothing runs. Gives how many.
	std::size_t refill();

	Schedule &schedule() { return schedule_; }
	const History &history() const { return history_; }
	void ended(const Turn &turn, CaseResult result);

private:
	std::vector<Turn> round() const;
	std::vector<Turn> retries() const;

	const RunPlan &plan_;
	const RunSettings &settings_;
	History history_;
	Schedule schedule_;
	unsigned rounds_ = 0;
	unsigned retries_ = 0;
	bool failed_ = false; // some case, so far
};

} // namespace cf
