// SPDX-License-Identifier: MIT
#include <filesystem>
#include <set>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "cli/options/commands.h"
#include "text/usage_error.h"

namespace cf
{

namespace
{

// A run that is given twice would look as if runs did not differ.
void refuse_doubles(const std::vector<std::string> &directories)
{
	std::set<std::filesystem::path> known;
	for (const std::string &directory : directories) {
		std::error_code ignored;
		auto path = std::filesystem::weakly_canonical(directory, ignored);
		if (path.filename() == "results.json")
			path = path.parent_path();
		if (!known.insert(path).second)
			throw UsageError(fmt::format("{} is given twice for one side", directory));
	}
}

} // namespace

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

void add_compare(CLI::App &app, CompareWords &words)
{
	CLI::App *compare =
		app.add_subcommand("compare", "say what is different in a second run, or kernel");
	compare->add_option("A B", words.directories,
		       "results directories of the first run and of the second")
		->required()
		->type_name(" ");
	compare->add_option("--with", words.options.after,
		       "runs of the second kernel; all of the others are then of the first")
		->type_name("DIR...");
	compare->add_option("--slower", words.options.slower,
		       "exit with 1 as well when a measured time grew by so much (listed from 15)")
		->check(CLI::Range(0.0, 10000.0))
		->type_name("PERCENT");
	compare->add_flag("--json", words.options.json, "print it as JSON");
}

CompareOptions understand_compare(CompareWords words)
{
	CompareOptions options = std::move(words.options);
	options.before = std::move(words.directories);
	if (options.after.empty()) {
		if (options.before.size() != 2)
			throw UsageError(fmt::format(
				"compare takes two runs, A and B, not {}; several runs a side "
				"are: compare A1 A2 --with B1 B2",
				fmt::join(options.before, " ")));
		options.after = {options.before.back()};
		options.before.pop_back();
	}
	for (const auto *side : {&options.before, &options.after})
		refuse_doubles(*side);
	return options;
}

} // namespace cf
