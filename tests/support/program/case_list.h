// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

// Every case that this program has on this machine, with what the runner wants to
// know of it. Valid after InitGoogleTest(), which evaluates the parameter lists.

namespace cf
{

struct Case {
	std::string id;
	std::string gtest_name; // "Instance/Suite.case/parameter"
	std::vector<std::string> labels;
	std::vector<std::string> roles;
	std::vector<std::string> locks; // what it must not share while cases run side by side
};

// Throws std::invalid_argument for a name that makes no id, two cases with one id, a label
// for an unknown case, and a parametrised suite without cases that does not allow that.
std::vector<Case> list_cases(const std::string &program);

// NDJSON for --list.
std::string listing(const std::vector<Case> &cases);

// The gtest filter that selects exactly the case with this id; empty: there is none.
std::string filter_for(const std::vector<Case> &cases, const std::string &id);

} // namespace cf
