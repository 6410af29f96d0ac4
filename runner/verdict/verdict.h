// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "verdict/case_facts.h"
#include "verdict/outcome.h"

// From what was seen of a case to what it is called. Pure: the table of
// docs/architecture.md in code. Nothing passes because it did not run, and
// nothing that the kernel complained about is a plain pass.

namespace cf
{

struct Verdict {
	Outcome outcome = Outcome::incomplete;
	std::string reason;             // lines; empty for pass only
	std::vector<std::string> notes; // worth knowing, changes no outcome
};

Verdict judge(const CaseFacts &facts);

} // namespace cf
