// SPDX-License-Identifier: MIT
#include <nlohmann/json.hpp>

#include "cli/commands.h"
#include "progress/terminal.h"
#include "report/compare/comparison_text.h"

namespace cf
{

int compare_command(const CompareOptions &options)
{
	const ResultSet before = load_results(options.before);
	const ResultSet after = load_results(options.after);
	const Comparison comparison =
		compare(before, after, options.slower.value_or(100 * kNotableShift) / 100);
	if (options.json)
		show(comparison_json(comparison, before, after).dump(2) + "\n");
	else
		show(comparison_text(comparison, before, after));
	const bool as_fast = comparison.slower.empty() && comparison.steeper.empty();
	const bool as_before = comparison.regressions.empty() && (!options.slower || as_fast);
	return as_before ? kAsExpected : kUnexpected;
}

} // namespace cf
