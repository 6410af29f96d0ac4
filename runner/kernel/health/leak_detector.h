// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <string>

#include "base/result.h"
#include "base/unique_fd.h"
#include "system/event/event_loop.h"

// The kernel's leak detector (Documentation/dev-tools/kmemleak.rst): it looks through all of its
// memory for pointers to what it has allocated, and reports what nobody points to. What a list
// still knows is none of these, however long nobody has wanted it: a reference too many is not
// found.

namespace cf
{

class LeakDetector
{
public:
	struct Place {
		std::string file = "/sys/kernel/debug/kmemleak";
		std::string verbose = "/sys/module/kmemleak/parameters/verbose";
		Clock::duration least_age = std::chrono::milliseconds(5200);
	};

	// Waits a while, until that time at the longest.
	using Wait = std::function<void(Clock::time_point)>;

	// Its reports go to the kernel log from now on, in whole (up to then only their number, in
	// what a search says). Fails with the errno of open(2): ENOENT without
	// CONFIG_DEBUG_KMEMLEAK or debugfs, EACCES for who is not root.
	static Result<LeakDetector> try_open(Place place);
	static Result<LeakDetector> try_open() { return try_open(Place{}); }
	LeakDetector(LeakDetector &&) = default;
	LeakDetector &operator=(LeakDetector &&) = delete;
	~LeakDetector();

	// Has the kernel look for what is forgotten by now. That takes five seconds, before which
	// nothing counts as forgotten (MSECS_MIN_AGE in mm/kmemleak.c), and then however long the
	// machine's memory is. Each loss is reported once. Fails with EPERM when the detector is
	// off: by kmemleak=off, or since it ran out of memory of its own.
	Status try_look(const Wait &wait);
	void look(const Wait &wait) { try_look(wait).take(); }

private:
	LeakDetector(Place place, UniqueFd file, std::string verbose);
	Status try_search(const Wait &wait);

	Place place_;
	UniqueFd file_;
	std::string verbose_before_;
};

} // namespace cf
