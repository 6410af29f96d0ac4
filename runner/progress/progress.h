// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <map>
#include <string>
#include <utility>

#include "progress/run_report.h"
#include "system/event/event_loop.h"

// Shows a run on standard output while it lasts. On a terminal one line at the
// bottom follows it, and only what is not a pass or a skip is printed above; else
// every case gets a line when it has ended, or what a teller says of it.

namespace cf
{

class Progress
{
public:
	// What a case that has ended is told with, in place of its usual line; may be empty.
	using Teller = std::function<std::string(const ReportedCase &)>;

	explicit Progress(bool terminal) : terminal_(terminal) {}

	// With these words, for a reader that is a program: no live line.
	explicit Progress(Teller teller) : terminal_(false), teller_(std::move(teller)) {}

	// So many more cases will run.
	void expect(std::size_t more) { total_ += more; }

	// What runs from now on: ids.
	void running(const std::string &ids);
	void case_ended(const ReportedCase &reported);

	// Brings the live line up to date when it is time to, and says when it wants
	// to be called again.
	Clock::time_point tick();

	// Takes the live line away.
	void done();

private:
	void print_ended(const ReportedCase &reported);
	void draw();
	void clear();

	std::size_t total_ = 0;
	bool terminal_;
	Teller teller_;
	std::size_t done_ = 0;
	std::map<Outcome, std::size_t> counts_;
	std::string running_;
	Clock::time_point begun_ = Clock::now();
	Clock::time_point drawn_{};
	bool line_shown_ = false;
};

} // namespace cf
