// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

// Test ids, `<folder>@<program>@<case>[@<parameter>]`, derived from GoogleTest names
// and nothing else, so that ids in results, filters and logs can be traced back by eye.

namespace cf
{

// The id of a case of `program` ("folder@program") that gtest calls `test_name`:
// "case_name", or "case_name/parameter" in a parametrised suite. Suite and instantiation
// names are not part of it. Throws std::invalid_argument when a part is empty or
// holds anything but [a-z0-9_].
std::string case_id(std::string_view program, std::string_view test_name);

} // namespace cf
