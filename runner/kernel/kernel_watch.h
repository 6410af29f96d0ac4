// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/kernel_facts.h"
#include "kernel/kernel_log.h"
#include "system/event/event_loop.h"

// Watches kernel log, taint and lockdep for the case that runs. The log is cut by a
// marker record written between two cases: what has a smaller sequence number than
// the marker belongs to the case before it, however late it was read.

namespace cf
{

class KernelWatch
{
public:
	// Told of log records as they come, markers excepted.
	using Sink = std::function<void(std::span<const KmsgRecord>)>;

	explicit KernelWatch(EventLoop &loop);

	// Starts to read the log. Fails when this process may not.
	Status try_open_log();

	// When the log has said anything since the last cut, waits until it is quiet:
	// reports come in many records, and some come late.
	void settle();

	// Ends the stretch of one case and opens the next one's, which the marker calls
	// `label`. Gives what belongs to the first; begin() follows.
	KernelFacts cut(std::string_view label);

	// Log records go to `sink` from now on, those since the cut at once.
	void begin(Sink sink);

private:
	void read_log();
	void take(std::span<const KmsgRecord> records);
	void check_lockdep();

	EventLoop &loop_;
	std::optional<KernelLog> log_;
	EventLoop::Watch watch_;
	Sink sink_;
	KernelFacts current_;
	std::vector<KmsgRecord> since_cut_;
	Clock::time_point last_record_{};
	std::optional<TaintMask> taint_;
	std::optional<bool> lockdep_watches_; // none where there is no lockdep
};

} // namespace cf
