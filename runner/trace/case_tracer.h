// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>

#include "journal/run_info.h"
#include "trace/output/trace_summary.h"
#include "trace/tracefs/trace_instance.h"

// `run --trace`: records what the kernel's fences do while a case runs, one case after the
// other, and leaves what came of it in DIR/trace. Fences are recorded whoever touches them,
// as interrupts and kernel threads signal them, too; the scheduler's events are those of
// this process and of all that descends from it.

namespace cf
{

class CaseTracer
{
public:
	// Throws UsageError when this kernel or user can't.
	explicit CaseTracer(const std::string &results);

	// None of these throws: what goes wrong becomes a note of the case.
	void begin();
	void end();

	// Writes the files of the case that has ended, and says in its result which they are.
	// Does nothing for a case that never began.
	void keep(const std::string &id, CaseResult &result);

	// Of the case that was kept last.
	const std::string &summary() const { return summary_; }

private:
	void choose_events();
	KeptTrace write(const std::string &id);

	std::string directory_;
	Tracefs tracefs_;
	TraceInstance fences_;
	TraceInstance threads_;
	std::vector<pid_t> followed_; // when the case began
	std::optional<Microseconds> begun_;
	std::string trouble_;
	std::string summary_;
};

} // namespace cf
