// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <cstddef>
#include <string>
#include <vector>

#include "plan/isolation.h"

// What `crossfence run` was asked for.

namespace cf
{

inline constexpr std::chrono::seconds kDefaultTimeout{120};

// Per output stream of a case.
inline constexpr std::size_t kOutputLimit = 1024 * 1024;

struct RunSettings {
	std::string version; // of this program
	std::vector<std::string> command_line;
	std::vector<std::string> filters;
	std::string results;      // -o
	std::string tests;        // the test directory
	bool tests_given = false; // by --tests, so that reproducing needs it too
	std::chrono::seconds timeout = kDefaultTimeout;
	Isolation isolation = Isolation::fork;
	std::vector<std::string> require; // roles
	std::vector<std::string> allow;   // labels
	std::vector<std::string> expect;  // files of known bugs
	bool watch_kernel_log = true;
	bool dry_run = false;
};

} // namespace cf
