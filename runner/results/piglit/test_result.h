// SPDX-License-Identifier: MIT
#pragma once

#include "results/replay.h"
#include "verdict/outcome.h"

// One test as an entry of "tests" in results.json: the keys that piglit knows, and
// ours beside them (docs/results.md).

namespace cf
{

struct PiglitEntry {
	std::string name; // "crossfence@" and the id
	Outcome outcome;
	nlohmann::json value;
};

PiglitEntry piglit_entry(const TestRecord &test);

} // namespace cf
