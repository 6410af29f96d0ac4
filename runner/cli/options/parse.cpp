// SPDX-License-Identifier: MIT
#include "cli/options.h"

#include <filesystem>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "cli/build_config.h"
#include "cli/options/commands.h"
#include "cli/options/test_directory.h"
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
  crossfence report out --format html -o out.html
  crossfence compare before out             what has got worse or better

Exit status: 0 everything as expected, 1 something unexpected, 2 wrong use or
nothing to run, 3 the run did not finish. See crossfence(1).)";

struct Parsed {
	ListOptions list;
	DevicesOptions devices;
	ReportOptions report;
	CompareWords compare;
	RunWords run;
	ResumeWords resume;
};

Request request_of(const CLI::App &app, Parsed parsed)
{
	// Absolute: the tests are started in another directory.
	const auto fill_in = [](std::string &tests) {
		tests = std::filesystem::absolute(tests.empty() ? find_test_directory() : tests);
	};
	if (app.got_subcommand("list")) {
		fill_in(parsed.list.tests);
		return parsed.list;
	}
	if (app.got_subcommand("devices")) {
		fill_in(parsed.devices.tests);
		return parsed.devices;
	}
	if (app.got_subcommand("report"))
		return parsed.report;
	if (app.got_subcommand("compare"))
		return understand_compare(std::move(parsed.compare));
	if (app.got_subcommand("resume"))
		return understand_resume(std::move(parsed.resume));
	RunOptions run = understand_run(std::move(parsed.run));
	fill_in(run.settings.tests);
	return run;
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
	add_report(app, parsed.report);
	add_compare(app, parsed.compare);
	add_run(app, parsed.run);
	add_resume(app, parsed.resume);
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
		throw UsageError("no command given: list, devices, run, resume, report or "
				 "compare; see crossfence --help");
	parsed.run.settings.version = kVersion;
	parsed.run.settings.command_line.assign(argv, argv + argc);
	parsed.resume.options.command_line = parsed.run.settings.command_line;
	return request_of(app, std::move(parsed));
}

} // namespace cf
