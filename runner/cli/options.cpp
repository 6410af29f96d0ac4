// SPDX-License-Identifier: MIT
#include "cli/options.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "cli/build_config.h"
#include "cli/test_directory.h"
#include "text/lines.h"
#include "text/usage_error.h"

namespace cf
{

namespace
{

constexpr const char *kExamples = R"(Examples:
  crossfence devices                        what this machine can share buffers with
  crossfence list 'import@*vgem*'           which cases there are
  crossfence run -o out                     all that is safe on this machine
  crossfence run fences 're:_to_vkms$' -o out
  crossfence run -o out --require vgem,vkms --timeout 300

Exit status: 0 everything as expected, 1 something unexpected, 2 wrong use or
nothing to run, 3 the run did not finish. See crossfence(1).)";

struct Parsed {
	ListOptions list;
	DevicesOptions devices;
	RunSettings run;
	std::string isolate = "fork";
	std::string kmsg = "on";
	long timeout = kDefaultTimeout.count();
};

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

void add_run(CLI::App &app, Parsed &parsed)
{
	RunSettings &options = parsed.run;
	CLI::App *run = app.add_subcommand("run", "run cases and leave their results in DIR");
	add_filters(*run, options.filters);
	run->add_option("-o,--output", options.results, "directory for the results, new or empty")
		->type_name("DIR");
	run->add_option("--timeout", parsed.timeout, "seconds that a case may take")
		->capture_default_str()
		->type_name("S");
	run->add_option("--isolate", parsed.isolate,
		   "fork: each case in a fork of its program; exec: in a process of its own")
		->capture_default_str()
		->type_name("HOW");
	run->add_option("--require", options.require, "roles that this machine must have")
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
	run->add_option("--kmsg", parsed.kmsg, "watch the kernel log: on or off")
		->capture_default_str()
		->type_name("on|off");
	add_tests(*run, options.tests);
	run->add_flag("--dry-run", options.dry_run, "print what would run and leave");
}

void check_run(Parsed &parsed)
{
	RunSettings &run = parsed.run;
	if (run.results.empty() && !run.dry_run)
		throw UsageError("run needs a directory for its results: -o DIR");
	if (parsed.timeout <= 0)
		throw UsageError("--timeout takes a number of seconds above 0");
	if (parsed.isolate != "fork" && parsed.isolate != "exec")
		throw UsageError(
			fmt::format("--isolate takes fork or exec, not '{}'", parsed.isolate));
	if (parsed.kmsg != "on" && parsed.kmsg != "off")
		throw UsageError(fmt::format("--kmsg takes on or off, not '{}'", parsed.kmsg));
	for (const std::string &label : run.allow)
		if (label != "hunt" && label != "unload" && label != "splat")
			throw UsageError(fmt::format(
				"--allow takes hunt, unload and splat, not '{}'", label));
	run.timeout = std::chrono::seconds(parsed.timeout);
	run.isolation = parsed.isolate == "fork" ? Isolation::fork : Isolation::exec;
	run.watch_kernel_log = parsed.kmsg == "on";
}

Request request_of(const CLI::App &app, Parsed parsed)
{
	const auto fill_in = [](std::string &tests) {
		if (tests.empty())
			tests = find_test_directory();
	};
	if (app.got_subcommand("list")) {
		fill_in(parsed.list.tests);
		return parsed.list;
	}
	if (app.got_subcommand("devices")) {
		fill_in(parsed.devices.tests);
		return parsed.devices;
	}
	check_run(parsed);
	parsed.run.tests_given = !parsed.run.tests.empty();
	fill_in(parsed.run.tests);
	return parsed.run;
}

} // namespace

Request parse_command_line(int argc, const char *const *argv)
{
	CLI::App app{"Tests the sharing of dma-bufs between the DRM devices of this machine.",
		"crossfence"};
	app.footer(kExamples);
	app.set_version_flag("--version", fmt::format("crossfence {}", kVersion));
	Parsed parsed;
	add_list(app, parsed.list);
	add_devices(app, parsed.devices);
	add_run(app, parsed);
	try {
		app.parse(argc, argv);
	} catch (const CLI::CallForHelp &) {
		return TextRequest{app.help()};
	} catch (const CLI::CallForVersion &version) {
		return TextRequest{fmt::format("{}\n", version.what())};
	} catch (const CLI::ExtrasError &) {
		throw UsageError(
			fmt::format("unknown option or command '{}'; see crossfence --help",
				app.remaining(true).front()));
	} catch (const CLI::ParseError &error) {
		throw UsageError(
			fmt::format("{}; see crossfence --help", first_line(error.what())));
	}
	if (app.get_subcommands().empty())
		throw UsageError("no command given: list, devices or run; see crossfence --help");
	parsed.run.version = kVersion;
	parsed.run.command_line.assign(argv, argv + argc);
	return request_of(app, std::move(parsed));
}

} // namespace cf
