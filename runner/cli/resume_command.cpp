// SPDX-License-Identifier: MIT
#include "cli/commands.h"
#include "cli/session/run_session.h"
#include "engine/resume/oops_log.h"

namespace cf
{

int resume_command(const ResumeOptions &options)
{
	Aftermath aftermath{.boot = {}, .oops_log = {}, .machine_fault = options.machine_fault};
	if (!options.oops_log.empty())
		aftermath.oops_log = read_oops_log(options.oops_log);
	UnfinishedRun unfinished = read_unfinished_run(options.directory);
	RunSettings settings = settings_from_json(unfinished.settings);
	settings.results = options.directory;
	settings.command_line = options.command_line;
	return RunSession(settings, std::move(unfinished), options.format)
		.carry_out(std::move(aftermath));
}

} // namespace cf
