// SPDX-License-Identifier: MIT
#pragma once

#include <CLI/CLI.hpp>

#include "cli/options.h"

// Teaches the parser one command each. What the functions give is filled in while the
// command line is parsed and must live that long.

namespace cf
{

// The FILTER arguments, and --tests.
void add_filters(CLI::App &command, std::vector<std::string> &filters);
void add_tests(CLI::App &command, std::string &directory);

void add_list(CLI::App &app, ListOptions &options);
void add_devices(CLI::App &app, DevicesOptions &options);

// Options whose text has to be understood before they are settings.
struct RunWords {
	RunSettings settings;
	std::string isolate = "fork";
	std::string kmsg = "on";
	long timeout = kDefaultTimeout.count();
};

void add_run(CLI::App &app, RunWords &words);

// Throws UsageError for words that make no sense.
RunSettings understand_run(RunWords words);

} // namespace cf
