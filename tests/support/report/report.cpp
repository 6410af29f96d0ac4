// SPDX-License-Identifier: MIT
#include "support/report/report.h"

#include <iostream>

#include "support/report/case_progress.h"

namespace cf
{

CaseProgress &case_progress()
{
	static CaseProgress progress;
	return progress;
}

void warn(std::string_view reason)
{
	case_progress().warned = true;
	std::cout << "warning: " << reason << std::endl;
	events().warn(reason);
}

void announce_splat(std::string_view kind)
{
	std::cout << "announced: a " << kind << " report of the kernel" << std::endl;
	events().splat(kind);
}

void report(const Metric &metric)
{
	std::cout << metric.name << ": " << metric.values.size() << " samples in " << metric.unit
		  << std::endl;
	events().metric(metric);
}

} // namespace cf
