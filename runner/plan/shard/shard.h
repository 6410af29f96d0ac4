// SPDX-License-Identifier: MIT
#pragma once

#include <map>
#include <string>
#include <vector>

#include "catalog/test_case.h"

// A share of the cases for one of several machines. Every machine finds the same shares
// from the same cases: without times by a checksum of the id, which a new case does not
// disturb; with the times of an earlier run so that all shares take about as long.

namespace cf
{

struct Shard {
	unsigned number = 1; // from 1
	unsigned count = 1;
};

using SecondsById = std::map<std::string, double>;

// Keeps the cases of this shard, in order. A case without a time takes the median.
std::vector<TestCase> cases_of_shard(
	std::vector<TestCase> cases, const Shard &shard, const SecondsById &times);

// From DIR/results.json of an earlier run. Throws UsageError when it can't be read.
SecondsById recorded_times(const std::string &results_directory);

} // namespace cf
