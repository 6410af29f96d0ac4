// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include <nlohmann/json_fwd.hpp>

#include "report/compare/comparison.h"

// A comparison in words, and for machines.

namespace cf
{

std::string comparison_text(
	const Comparison &comparison, const ResultSet &before, const ResultSet &after);

nlohmann::json comparison_json(
	const Comparison &comparison, const ResultSet &before, const ResultSet &after);

} // namespace cf
