// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

#include "support/report/event_stream.h"

// What a test body may tell beside its assertions: a warning that somebody should
// look at although the test passes, and measurements. Both go to the runner and,
// for people, to stdout. Only on the test's own thread.

namespace cf
{

// The running test passes with outcome "warn".
void warn(std::string_view reason);

// Adds a series of samples to the results of the running test.
void report(const Metric &metric);

// Tells beforehand that the kernel is going to report something of this kind, such as
// "lockdep-circular" or "kasan" (docs/kernel-log.md). The report then does not count against
// the test; without one the test fails.
void announce_splat(std::string_view kind);

} // namespace cf
