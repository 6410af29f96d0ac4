// SPDX-License-Identifier: MIT
#include "plan/survey.h"

#include <stdexcept>

#include <fmt/format.h>

namespace cf
{

namespace
{

void read_devices(Survey &survey, const std::string &helper, const Answer &answer)
{
	try {
		if (answer.trouble.empty())
			survey.devices = parse_devices(answer.out);
		else
			survey.devices_trouble = fmt::format("{}: {}", helper, answer.trouble);
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
	std::vector<Command> commands;
	commands.reserve(programs.size() + 1);
	for (const Program &program : programs)
		commands.push_back(listing_command(program));
	const std::string helper = request.tests + "/support/devices";
	if (request.devices)
		commands.push_back({helper});
	const auto answers = run_commands(loop, children, stop, commands, request.limit);
	Survey survey;
	for (std::size_t i = 0; i < programs.size(); ++i)
		add_listing(survey.catalog, programs[i], answers[i]);
	if (request.devices)
		read_devices(survey, helper, answers.back());
	return survey;
}

} // namespace cf
