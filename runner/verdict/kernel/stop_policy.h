// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "verdict/verdict.h"

// Whether a run goes on after what one case has done to the kernel. Pure. The defaults suit a
// developer's machine; what suits a farm is in docs/kernel-log.md.

namespace cf
{

enum class StopPolicy {
	go_on,
	stop,   // the run ends with status 3 and can be resumed
	reboot, // likewise, and asks for a fresh boot before that
};

// "continue", "stop" or "reboot".
std::optional<StopPolicy> stop_policy_named(std::string_view name);

struct StopPolicies {
	StopPolicy on_taint = StopPolicy::go_on;
	StopPolicy on_lockdep_loss = StopPolicy::go_on;
	// What a hung task holds it holds for ever: each later case may wait for it until its
	// time is up.
	StopPolicy on_hung_task = StopPolicy::stop;
};

struct StopReason {
	std::string why;
	bool reboot = false;
};

// None: the run goes on.
std::optional<StopReason> demands_stop(const Verdict &verdict, const StopPolicies &policies);

} // namespace cf
