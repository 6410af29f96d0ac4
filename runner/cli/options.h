// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "plan/settings.h"

// The command line: what was asked for, as data. The words are a contract that
// scripts and farms depend on (docs/running.md).

namespace cf
{

struct ListOptions {
	std::vector<std::string> filters;
	std::vector<std::string> labels; // only cases with one of these; empty: all
	std::string tests;
	bool json = false;
};

struct DevicesOptions {
	std::string tests;
	bool json = false;
};

struct ReportOptions {
	std::vector<std::string> results; // directories
	std::string format = "console";
	std::string output; // empty: standard output
};

struct CompareOptions {
	std::vector<std::string> before; // runs, or shards of one
	std::vector<std::string> after;
	std::optional<double> slower; // percent; given: what got slower decides the exit status
	bool json = false;
};

// What a run shows of each verdict while it lasts.
enum class LiveFormat {
	console, // lines for people
	lava,    // signals for LAVA's dispatcher
};

struct RunOptions {
	RunSettings settings;
	LiveFormat format = LiveFormat::console;
};

struct ResumeOptions {
	std::string directory;
	std::string oops_log;                  // file; empty: none
	std::string machine_fault;             // why the machine is to blame; empty: it isn't
	std::vector<std::string> command_line; // of this program
	LiveFormat format = LiveFormat::console;
};

struct TextRequest { // --help, --version: print this and leave
	std::string text;
};

using Request = std::variant<TextRequest, ListOptions, DevicesOptions, ReportOptions,
	CompareOptions, RunOptions, ResumeOptions>;

// Throws UsageError. An absent --tests is filled in with the place where the tests
// are, seen from this program.
Request parse_command_line(int argc, const char *const *argv);

} // namespace cf
