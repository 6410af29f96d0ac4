// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "verdict/attempt.h"

// Puts the records of a journal together again: the run, and test by test what is
// known of it. Tests are in memory from their first start to their last end; of several
// attempts only what the deciding one has printed is kept.

namespace cf
{

struct AttemptRecord {
	nlohmann::json start; // null when its record is lost
	nlohmann::json end;   // null when it never ended
	std::string out;
	std::string err;
	std::vector<std::string> event_lines;
	nlohmann::json kernel_log = nlohmann::json::array();
};

struct TestRecord {
	nlohmann::json declared; // its entry in the run's list: id, labels, roles, command
	std::vector<AttemptRecord> attempts;

	// What becomes of it. Needs an attempt.
	Decision decision() const;
};

AttemptSummary summary_of(const AttemptRecord &attempt, bool last);

struct ReplayedRun {
	nlohmann::json start;                             // the run-start record
	nlohmann::json end;                               // the run-end record, or null
	nlohmann::json resumed = nlohmann::json::array(); // the records of that name
	nlohmann::json interludes = nlohmann::json::array();
	std::size_t damaged = 0; // journal records that could not be used
};

// Calls `each` for every test of the run exactly once: first those that have ended, in
// the order of their last ends, then the others. Throws std::runtime_error when the
// journal doesn't begin with a run, or holds what no journal has.
ReplayedRun replay_journal(
	const std::string &path, const std::function<void(const TestRecord &)> &each);

} // namespace cf
