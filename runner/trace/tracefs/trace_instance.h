// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "trace/tracefs/tracefs.h"

// A buffer of the kernel's tracing that is ours alone, with events and filters of its own.
// It is there as long as this object.

namespace cf
{

class TraceInstance
{
public:
	// Not recording yet. Throws UsageError.
	TraceInstance(const Tracefs &tracefs, const std::string &name);
	TraceInstance(const TraceInstance &) = delete;
	TraceInstance &operator=(const TraceInstance &) = delete;
	~TraceInstance();

	// All functions throw std::system_error. `event` is SYSTEM/EVENT, or SYSTEM for all of it.
	void enable(const std::string &event);

	// Only those of its events for which `condition` holds, in the kernel's words.
	void filter(const std::string &event, const std::string &condition);

	// Only events of this thread from now on, and of those that descend from it.
	void follow(pid_t pid);
	std::vector<pid_t> followed() const;

	// Forgets what was recorded before.
	void start();
	void stop();

	std::string recorded() const;

	// Events that were recorded and overwritten, or found no room.
	std::uint64_t lost() const;

private:
	void set(const std::string &file, const std::string &value) const;
	void set_up();

	std::string path_;
	UniqueFd switch_; // keeps others from removing the instance
};

// The sum of what per_cpu/cpuN/stats says was lost.
std::uint64_t lost_in_stats(std::string_view stats);

} // namespace cf
