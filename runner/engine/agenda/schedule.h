// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "plan/run_plan.h"
#include "verdict/attempt.h"

// What runs next, when several cases may run at once: a case whose locks are free, of the
// program that the asker has already started if there is one. Knows nothing of processes.

namespace cf
{

struct Turn {
	std::size_t number = 0; // of the case in the plan
	AttemptKind kind = AttemptKind::first;
};

class Schedule
{
public:
	// The plan must outlive the schedule.
	explicit Schedule(const RunPlan &plan) : plan_(plan) {}

	void add(std::span<const Turn> turns);

	// Takes a turn that may run now, and its locks; none when all have to wait or
	// nothing is left. `program` is the one that the asker ran last.
	std::optional<Turn> take(std::optional<std::size_t> program);

	// Gives its locks back.
	void release(const Turn &turn);

	bool empty() const { return waiting_.empty(); }
	std::size_t waiting() const { return waiting_.size(); }
	void clear() { waiting_.clear(); }

private:
	bool may_run(const Turn &turn) const;

	const RunPlan &plan_;
	std::vector<Turn> waiting_; // in order
	std::size_t running_ = 0;
	bool one_runs_alone_ = false;
	std::multiset<std::string> held_;
};

// A case with this lock runs while no other does.
inline constexpr const char *kAlone = "alone";

} // namespace cf
