// SPDX-License-Identifier: MIT
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "cli/commands.h"
#include "plan/survey.h"
#include "progress/terminal.h"
#include "text/usage_error.h"

namespace cf
{

int devices_command(const DevicesOptions &options)
{
	EventLoop loop;
	Children children(loop);
	const StopSignals stop(loop);
	const Survey survey = survey_machine(loop, children, stop,
		{.tests = options.tests, .devices = true, .limit = kDefaultTimeout});
	if (!survey.devices_trouble.empty())
		throw UsageError(
			fmt::format("cannot ask for the devices: {}", survey.devices_trouble));
	if (options.json)
		show(nlohmann::json(survey.devices).dump(2) + "\n");
	else
		show(format_devices(survey.devices));
	return kAsExpected;
}

} // namespace cf
