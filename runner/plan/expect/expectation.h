// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/filter.h"
#include "kernel/report/harmless.h"
#include "plan/expect/machine.h"
#include "verdict/verdict.h"

// What one expectation file says, before it is asked about a machine: docs/expectations.md.

namespace cf
{

// Where an entry holds. What is left out restricts nothing; of several names one is enough.
struct Where {
	std::optional<KernelSeries> from;   // first kernel
	std::optional<KernelSeries> before; // first one without it
	std::vector<std::string> drivers;
	std::vector<std::string> boards; // globs

	bool holds_on(const Machine &machine) const; // says nothing of drivers
	bool holds_for(const Machine &machine, std::string_view id) const;
	bool holds_everywhere(const Machine &machine) const; // for no case in particular
};

struct Expectation {
	std::vector<Filter> ids;
	Where where;
	Expected expected;

	bool holds_for(const Machine &machine, const std::string &id) const;
};

struct HarmlessEntry {
	HarmlessPattern pattern;
	Where where;
};

struct ExpectationFile {
	std::vector<Expectation> expectations;
	std::vector<HarmlessEntry> harmless;
	std::vector<std::string> require; // roles
};

// Reads a file of either format; the name's end tells the formats apart. Throws UsageError,
// with file and line, for what is not understood.
ExpectationFile read_expectation_file(const std::string &path);

} // namespace cf
