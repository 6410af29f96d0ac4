// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "plan/settings.h"
#include "progress/run_report.h"
#include "report/formats/lava.h"
#include "report/model/result_set.h"

// The signals of a LAVA job while its run lasts: each test has its own as soon as its verdict is
// final, and in the end the same as the run's report has. A test that may run again
// (--repeat, --retry) waits for the end. What the functions give is for the console.

namespace cf
{

class LiveSignals
{
public:
	LiveSignals(std::vector<TestCase> cases, const RunSettings &settings);

	// An attempt of this case in an earlier part of the run decides, too.
	void has_run_before(std::size_t number);

	// One line of the case's event stream: its metrics are told with its verdict.
	void hear(std::size_t number, std::string_view event_line);

	std::string ended(const ReportedCase &reported);

	// Of all that had no signal yet, those that did not run included.
	std::string rest(const ResultSet &results);

private:
	bool may_run_again(const CaseResult &result) const;

	std::vector<TestCase> cases_;
	bool repeats_;
	bool retries_;
	std::map<std::string, std::vector<Measurement>> metrics_; // of what runs
	std::set<std::string> waiting_;
	std::set<std::string> told_;
	LavaStream stream_;
};

} // namespace cf
