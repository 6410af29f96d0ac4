// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "verdict/verdict.h"

// A case may run more than once: repeated on purpose, or tried again after a failure.
// All attempts are kept; here is which of them decides, and what the case is called then.

namespace cf
{

enum class AttemptKind {
	first,
	repeat, // --repeat, --until-fail
	retry,  // --retry, after a failure
};

std::string_view name_of(AttemptKind kind);
std::optional<AttemptKind> attempt_kind_named(std::string_view name);

struct AttemptSummary {
	AttemptKind kind = AttemptKind::first;
	Outcome outcome = Outcome::incomplete;
	std::string reason;
	bool counts_against_run = false;
	bool interrupted = false; // by the end of the run: nothing is known from it
};

struct Decision {
	std::size_t deciding = 0; // whose output, times and kernel log are the case's
	Outcome outcome = Outcome::notrun;
	std::string reason;
	bool flaky = false; // failed, and a retry did not confirm it
};

// Repeated, one failure is enough to fail. A failure that a retry does not confirm makes
// the case flaky, which is a warning. An interrupted attempt decides only when there is no
// other. `attempts` are in order and at least one.
Decision decide(std::span<const AttemptSummary> attempts);

} // namespace cf
