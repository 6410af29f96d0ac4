// SPDX-License-Identifier: MIT
#include "cli/options/commands.h"

namespace cf
{

void add_report(CLI::App &app, ReportOptions &options)
{
	CLI::App *report = app.add_subcommand("report", "put the results of a run in another form");
	report->add_option("DIR", options.results,
		      "results directories; several are shards or resumed parts of one run")
		->required()
		->type_name(" ");
	report->add_option("--format", options.format,
		      "console, html, junit, ktap, csv, failures or lava")
		->check(CLI::IsMember(
			{"console", "html", "junit", "ktap", "csv", "failures", "lava"}))
		->capture_default_str()
		->type_name("FORMAT");
	report->add_option("-o,--output", options.output, "where to write it instead of showing it")
		->type_name("FILE");
}

void add_compare(CLI::App &app, CompareOptions &options)
{
	CLI::App *compare = app.add_subcommand("compare", "say what is different in a second run");
	compare->add_option("A", options.before, "results directory of the first run")
		->required()
		->type_name(" ");
	compare->add_option("B", options.after, "and of the second")->required()->type_name(" ");
	compare->add_option("--slower", options.slower,
		       "exit with 1 as well when a measured time grew by so much (listed from 15)")
		->check(CLI::Range(0.0, 10000.0))
		->type_name("PERCENT");
	compare->add_flag("--json", options.json, "print it as JSON");
}

} // namespace cf
