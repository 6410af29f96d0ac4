// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <map>
#include <string>
#include <string_view>

#include <nlohmann/json_fwd.hpp>

#include "verdict/outcome.h"

// How many results of each kind there are in a run and in each group of it, as
// piglit counts: "a@b@c" counts in the groups "a@b", "a" and "", and in "root".

namespace cf
{

class Totals
{
public:
	void add(std::string_view test_name, Outcome outcome);

	// The value of "totals" in results.json.
	nlohmann::json to_json() const;

private:
	using Counts = std::array<unsigned, kAllOutcomes.size()>;
	std::map<std::string, Counts, std::less<>> groups_;
};

} // namespace cf
