// SPDX-License-Identifier: MIT
#include "cli/options/commands.h"

namespace cf
{

void add_filters(CLI::App &command, std::vector<std::string> &filters)
{
	command.add_option("FILTER", filters,
		       "glob over ids, or re:REGEX, or @FILE with one a line; 'fences' means all "
		       "of "
		       "fences@*")
		->type_name(" ");
}

void add_tests(CLI::App &command, std::string &directory)
{
	command.add_option("--tests", directory,
		       "directory of the test programs, when they are not where they were "
		       "installed")
		->type_name("DIR");
}

void add_list(CLI::App &app, ListOptions &options)
{
	CLI::App *list = app.add_subcommand("list", "print the ids of the cases, one a line");
	add_filters(*list, options.filters);
	list->add_flag("--json", options.json, "print id, labels, roles of each as JSON");
	list->add_option("--labels", options.labels, "only cases with one of these labels")
		->delimiter(',')
		->allow_extra_args(false)
		->type_name("LABEL,...");
	add_tests(*list, options.tests);
}

void add_devices(CLI::App &app, DevicesOptions &options)
{
	CLI::App *devices = app.add_subcommand(
		"devices", "show what exports, what imports, what can fence, and why not");
	devices->add_flag("--json", options.json, "print them as JSON");
	add_tests(*devices, options.tests);
}

} // namespace cf
