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
void add_report(CLI::App &app, ReportOptions &options);

// Which directories are of which side shows when all are known.
struct CompareWords {
	CompareOptions options;
	std::vector<std::string> directories;
};

void add_compare(CLI::App &app, CompareWords &words);
CompareOptions understand_compare(CompareWords words);

// Options whose text has to be understood before they are settings.
struct RunWords {
	RunSettings settings;
	std::string isolate = "fork";
	std::string kmsg = "on";
	std::string kmemleak = "never";
	std::string on_taint = "continue";
	std::string on_lockdep_loss = "continue";
	std::string on_hung_task = "stop";
	std::string format = "console";
	long timeout = kDefaultTimeout.count();
	std::string shard;
	std::string shuffle;
	long jobs = 1;
	long retry = 0;
	long repeat = 0;
	long disk_limit = 0; // MiB
	bool gdb = false;
	bool strace = false;
};

// Of `run`: how often, in which order, how many at once; what keeps a farm's machine alive.
void add_order(CLI::App &run, RunWords &words);
void understand_order(RunWords &words);

void add_run(CLI::App &app, RunWords &words);

// Likewise of `resume`.
struct ResumeWords {
	ResumeOptions options;
	std::string format = "console";
};

void add_resume(CLI::App &app, ResumeWords &words);
ResumeOptions understand_resume(ResumeWords words);

// The part of it that is about the kernel: its log, its health, the board.
void add_kernel_options(CLI::App &run, RunWords &words);
void understand_kernel_options(RunWords &words);

// Throws UsageError for words that make no sense.
RunOptions understand_run(RunWords words);

} // namespace cf
