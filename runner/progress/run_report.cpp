// SPDX-License-Identifier: MIT
#include "progress/run_report.h"

#include <algorithm>

namespace cf
{

int RunReport::exit_status() const
{
	if (!finished())
		return 3;
	const bool unexpected = std::ranges::any_of(cases, [](const ReportedCase &reported) {
		return is_unexpected(reported.result.verdict.outcome);
	});
	return unexpected ? 1 : 0;
}

} // namespace cf
