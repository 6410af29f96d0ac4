// SPDX-License-Identifier: MIT
#pragma once

#include <optional>

#include "system/event/event_loop.h"

// A hardware watchdog that reboots the machine when this process has stopped feeding it
// (Documentation/watchdog/watchdog-api.rst). Disarmed when the object goes, where the
// driver lets itself be (not with nowayout).

namespace cf
{

class Watchdog
{
public:
	// Armed by opening it. Fails with the errno of open(2): EBUSY when somebody else
	// feeds it, ENOENT without one.
	static Result<Watchdog> try_open(const std::string &path = "/dev/watchdog");
	Watchdog(Watchdog &&) = default;
	Watchdog &operator=(Watchdog &&) = delete;
	~Watchdog();

	// When it is time to; gives when it wants to be called again at the latest.
	Clock::time_point feed();

private:
	Watchdog(UniqueFd file, std::chrono::seconds interval)
		: file_(std::move(file)), interval_(interval)
	{
	}

	UniqueFd file_;
	std::chrono::seconds interval_; // a quarter of the time that it waits
	Clock::time_point fed_{};
};

} // namespace cf
