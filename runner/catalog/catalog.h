// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "catalog/filter.h"
#include "catalog/test_case.h"
#include "system/process/command.h"

// Finds the test programs, <testdir>/<folder>/<program>, and asks each for the cases
// that it has on this machine. A program that can't be listed is a trouble in the
// catalogue, never a hole.

namespace cf
{

// Sorted by name; the folder `support` holds none. Throws UsageError when there are
// none at all.
std::vector<Program> find_programs(const std::string &testdir, const FilterList &filters);

// The command that lists a program, and the reading of its answer into `catalog`.
Command listing_command(const Program &program);
void add_listing(Catalog &catalog, const Program &program, const Answer &answer);

} // namespace cf
