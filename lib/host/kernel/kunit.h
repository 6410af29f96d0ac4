// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

// The kernel's own unit tests, run through the files that KUnit has in debugfs for each suite
// (CONFIG_KUNIT_DEBUGFS; Documentation/dev-tools/kunit/run_manual.rst). A suite's module is loaded
// for a call with a filter, and removed at its end; nobody else can use it in between.

namespace cf
{

enum class KunitStatus {
	passed,
	failed,
	skipped,
};

struct KunitResult {
	std::string name;
	KunitStatus status = KunitStatus::failed;
	std::string log; // what the case said, its parameters' results among it
};

// The cases of one suite. EBADMSG: no KTAP of a suite, or cases are missing; context says which.
Result<std::vector<KunitResult>> try_parse_kunit_results(std::string_view ktap);

// How many cases the suite announces, run or not. EBADMSG: no KTAP of a suite.
Result<std::size_t> try_parse_kunit_plan(std::string_view ktap);

struct KunitSuiteName {
	std::string module;
	std::string suite;
};

// Runs one case and waits for its end. ENOENT: no such module, suite or case, or no `run` file of
// it (before 6.8, or without debugfs); EWOULDBLOCK: somebody uses the module.
Result<KunitResult> try_run_kunit_case(const KunitSuiteName &where, const std::string &name);

// How many cases a suite has. Errors as above.
Result<std::size_t> try_count_kunit_cases(const KunitSuiteName &where);

} // namespace cf
