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
		return reported.result.verdict.counts_against_run();
	});
	return unexpected || !between_cases.empty() ? 1 : 0;
}

} // namespace cf
