// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

// Puts the records of a journal together again: the run, and test by test what is
// known of it. One test is in memory at a time, as long as one runs at a time.

namespace cf
{

struct TestRecord {
	nlohmann::json declared; // its entry in the run's list: id, labels, roles, command
	nlohmann::json start;    // null when it never started
	nlohmann::json end;      // null when it never ended
	std::string out;
	std::string err;
	std::vector<std::string> event_lines;
	nlohmann::json kernel_log = nlohmann::json::array();
};

struct ReplayedRun {
	nlohmann::json start;    // the run-start record
	nlohmann::json end;      // the run-end record, or null
	std::size_t damaged = 0; // journal records that could not be used
};

// Calls `each` for every test of the run exactly once: first those with an end, in
// the order of their ends, then the started, then the others. Throws
// std::runtime_error when the journal doesn't begin with a run.
ReplayedRun replay_journal(
	const std::string &path, const std::function<void(const TestRecord &)> &each);

} // namespace cf
