// SPDX-License-Identifier: MIT
#include "plan/survey.h"

#include <cstdlib>
#include <stdexcept>

#include <fmt/format.h>

namespace cf
{

namespace
{

// Every program tries the roles of the machine unless it is told (roles/discovery/known_role.h).
// Who has set the variable, empty perhaps, has it kept.
void tell_programs(const std::string &roles)
{
	::setenv("CROSSFENCE_ROLES", roles.c_str(), 0);
}

void read_devices(Survey &survey, const std::string &helper, const Answer &answer)
{
	try {
		if (answer.trouble.empty()) {
			survey.devices = parse_devices(answer.out);
			tell_programs(answer.out);
		} else {
			survey.devices_trouble =
				fmt::format("{}: {}", helper, describe_trouble(answer));
		}
	} catch (const std::runtime_error &error) {
		survey.devices_trouble = fmt::format("{}: {}", helper, error.what());
	}
}

} // namespace

Survey survey_machine(
	EventLoop &loop, Children &children, const StopSignals &stop, const SurveyRequest &request)
{
	std::vector<Program> programs;
	if (request.filters)
		programs = find_programs(request.tests, *request.filters);
	Survey survey;
	if (request.devices || programs.size() > 1) {
		const std::string helper = request.tests + "/support/devices";
		const std::vector<Command> command{{helper}};
		read_devices(survey, helper,
			run_commands(loop, children, stop, command, request.limit).front());
	}
	std::vector<Command> commands;
	commands.reserve(programs.size());
	for (const Program &program : programs)
		commands.push_back(listing_command(program));
	const auto answers = run_commands(loop, children, stop, commands, request.limit);
	for (std::size_t i = 0; i < programs.size(); ++i)
		add_listing(survey.catalog, programs[i], answers[i]);
	return survey;
}

} // namespace cf
