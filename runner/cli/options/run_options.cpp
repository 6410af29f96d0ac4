// SPDX-License-Identifier: MIT
#include <filesystem>

#include <fmt/format.h>

#include "cli/options/commands.h"
#include "text/usage_error.h"

namespace cf
{

namespace
{

void add_live_format(CLI::App &command, std::string &format)
{
	command.add_option("--format", format,
		       "how verdicts are shown as they come: console, or lava for signals")
		->capture_default_str()
		->type_name("FORMAT");
}

LiveFormat understand_live_format(const std::string &format)
{
	if (format == "console")
		return LiveFormat::console;
	if (format == "lava")
		return LiveFormat::lava;
	throw UsageError(fmt::format("--format of a run is console or lava, not '{}'; crossfence "
				     "report makes the others from its results",
		format));
}

} // namespace

void add_run(CLI::App &app, RunWords &words)
{
	RunSettings &options = words.settings;
	CLI::App *run = app.add_subcommand("run", "run cases and leave their results in DIR");
	add_filters(*run, options.filters);
	run->add_option("-o,--output", options.results, "directory for the results, new or empty")
		->type_name("DIR");
	run->add_option("--timeout", words.timeout, "seconds that a case may take")
		->capture_default_str()
		->type_name("S");
	run->add_option("--isolate", words.isolate,
		   "fork: each case in a fork of its program; exec: in a process of its own")
		->capture_default_str()
		->type_name("HOW");
	run->add_option("--require", options.require,
		   "roles that this machine must have, vgem or vgem:fences")
		->delimiter(',')
		->allow_extra_args(false)
		->type_name("ROLE,...");
	run->add_option("--allow", options.allow,
		   "labels left out otherwise: hunt (may take the kernel down), unload (removes "
		   "modules), splat (provokes a lockdep report)")
		->delimiter(',')
		->allow_extra_args(false)
		->type_name("LABEL,...");
	run->add_option("--expect", options.expect,
		   "file of results that are known to be wrong; may be given again")
		->allow_extra_args(false)
		->type_name("FILE");
	add_kernel_options(*run, words);
	add_tests(*run, options.tests);
	add_order(*run, words);
	add_live_format(*run, words.format);
	run->add_flag("--dry-run", options.dry_run, "print what would run and leave");
}

void add_resume(CLI::App &app, ResumeWords &words)
{
	ResumeOptions &options = words.options;
	CLI::App *resume = app.add_subcommand(
		"resume", "go on with a run that was killed, or whose machine went down");
	resume->add_option("DIR", options.directory, "its results")->required()->type_name(" ");
	resume->add_option("--oops-log", options.oops_log,
		      "what the dying kernel said: a serial, netconsole or pstore file")
		->type_name("FILE");
	resume->add_option("--machine-fault", options.machine_fault,
		      "the machine itself had failed, and this is why (power, a crashed emulator): "
		      "what was in flight runs again")
		->type_name("WHY");
	add_live_format(*resume, words.format);
}

ResumeOptions understand_resume(ResumeWords words)
{
	words.options.format = understand_live_format(words.format);
	return std::move(words.options);
}

RunOptions understand_run(RunWords words)
{
	RunSettings &run = words.settings;
	if (run.results.empty() && !run.dry_run && !words.gdb)
		throw UsageError("run needs a directory for its results: -o DIR");
	if (words.timeout <= 0)
		throw UsageError("--timeout takes a number of seconds above 0");
	if (words.isolate != "fork" && words.isolate != "exec")
		throw UsageError(
			fmt::format("--isolate takes fork or exec, not '{}'", words.isolate));
	understand_kernel_options(words);
	for (const std::string &label : run.allow)
		if (label != "hunt" && label != "unload" && label != "splat")
			throw UsageError(fmt::format(
				"--allow takes hunt, unload and splat, not '{}'", label));
	run.timeout = std::chrono::seconds(words.timeout);
	run.isolation = words.isolate == "fork" ? Isolation::fork : Isolation::exec;
	understand_order(words);
	// A resumed run may be started elsewhere.
	for (std::string &file : run.expect)
		file = std::filesystem::absolute(file);
	run.tests_given = !run.tests.empty();
	return {std::move(run), understand_live_format(words.format)};
}

} // namespace cf
