// SPDX-License-Identifier: MIT
#include <nlohmann/json.hpp>

#include "cli/commands.h"
#include "progress/terminal.h"
#include "report/compare/comparison_text.h"

namespace cf
{

int compare_command(const CompareOptions &options)
{
	const ResultSet before = load_results({options.before});
	const ResultSet after = load_results({options.after});
	const Comparison comparison = compare(before, after);
	if (options.json)
		show(comparison_json(comparison, before, after).dump(2) + "\n");
	else
		show(comparison_text(comparison, before, after));
	return comparison.regressions.empty() ? kAsExpected : kUnexpected;
}

} // namespace cf
