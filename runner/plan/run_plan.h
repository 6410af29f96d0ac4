// SPDX-License-Identifier: MIT
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "plan/settings.h"
#include "plan/survey.h"
#include "verdict/verdict.h"

// Which cases a run is made of, in order. Pure: a function of the survey and of what
// was asked for.

namespace cf
{

struct PlannedCase {
	TestCase test;
	// Set for what is decided without running anything: a required role that is
	// missing ("require@vgem"), a program that can't be listed ("listing@a@b").
	std::optional<Verdict> settled;
};

struct RunPlan {
	std::vector<PlannedCase> cases;
	std::map<std::string, std::size_t> left_out; // by label: how many cases
};

// Throws UsageError for a filter without a match and when nothing is left to run.
RunPlan make_plan(const Survey &survey, const FilterList &filters, const RunSettings &settings);

// "left out: 2 hunt, 1 splat (--allow hunt,splat runs them)"; empty when nothing is.
std::string describe_left_out(const RunPlan &plan);

} // namespace cf
