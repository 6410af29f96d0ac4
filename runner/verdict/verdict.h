// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "kernel/report/harmless.h"
#include "verdict/case_facts.h"
#include "verdict/outcome.h"

// From what was seen of a case to what it is called. Pure: the table of
// docs/architecture.md in code. Nothing passes because it did not run, and
// nothing that the kernel complained about is a plain pass.

namespace cf
{

// What an expectation file says of a case.
struct Expected {
	Outcome outcome = Outcome::fail;
	std::string reason;
	bool sometimes = false;   // a pass is as good
	bool any_failure = false; // and so is every other outcome that complains
	bool skip = false;        // it is not to run at all; the rest says nothing
};

struct Verdict {
	Outcome outcome = Outcome::incomplete;
	std::string reason;             // lines; empty for pass only
	std::vector<std::string> notes; // worth knowing, changes no outcome
	std::optional<Expected> expected;
	std::vector<KernelReport> reports;  // all that the kernel made meanwhile
	std::vector<std::string> unwatched; // watchers that were off: "lockdep"
	TaintMask taint = 0;                // new, alarming, and nothing excuses it
	bool lockdep_lost = false;          // it has switched itself off

	// Whether the run is not "as expected" for this: a failure that nobody foresaw, or a
	// foreseen one that did not come. What did not run proves nothing either way.
	bool counts_against_run() const;
};

Verdict judge(const CaseFacts &facts, HarmlessList harmless = {});

} // namespace cf
