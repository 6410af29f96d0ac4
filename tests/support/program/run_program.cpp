// SPDX-License-Identifier: MIT
#include "support/program/run_program.h"

#include <algorithm>
#include <exception>
#include <iostream>
#include <optional>
#include <stdexcept>
#include <string_view>

#include <gtest/gtest.h>

#include "support/program/case_list.h"
#include "support/program/fork_server.h"
#include "support/program/options.h"
#include "support/report/crash_trace.h"
#include "support/report/event_stream.h"
#include "support/report/listeners.h"

namespace cf
{
namespace
{

enum ExitStatus { kPassed = 0, kFailed = 1, kWrongUse = 2, kSkipped = 77 };

void select_cases(const std::vector<Case> &cases, const std::vector<std::string> &ids)
{
	std::string filter;
	for (const std::string &id : ids) {
		const std::string one = filter_for(cases, id);
		if (one.empty())
			throw std::invalid_argument(
				"no case has the id " + id + "; --list shows them");
		filter += (filter.empty() ? "" : ":") + one;
	}
	GTEST_FLAG_SET(filter, filter);
}

int run_selected(const std::string &program)
{
	install_listeners(program);
	const bool failed = RUN_ALL_TESTS() != 0;
	if (GTEST_FLAG_GET(list_tests))
		return kPassed;
	const testing::UnitTest &all = *testing::UnitTest::GetInstance();
	if (all.total_test_count() == 0) {
		std::cerr << program << ": this machine has nothing to run it on\n";
		return kSkipped;
	}
	if (all.test_to_run_count() == 0)
		throw std::invalid_argument(
			"nothing to run: no case matches the filter, or gtest knows no such flag");
	if (failed)
		return kFailed;
	return all.skipped_test_count() == all.test_to_run_count() ? kSkipped : kPassed;
}

int run_options(const std::string &program, const Options &options)
{
	const std::vector<Case> cases = list_cases(program);
	if (options.list) {
		std::cout << listing(cases);
		return kPassed;
	}
	trace_crashes();
	events() = EventStream::from_environment();
	if (options.serve) {
		const auto id = serve(FdChannel{UniqueFd{*options.serve}}, cases);
		if (!id)
			return kPassed;
		select_cases(cases, {*id});
	} else if (!options.run.empty()) {
		select_cases(cases, options.run);
	}
	return run_selected(program);
}

bool asks_for_help(int argc, char **argv)
{
	return std::any_of(argv + 1, argv + argc,
		[](const char *argument) { return std::string_view{argument} == "--help"; });
}

} // namespace

int run_program(const std::string &program, int argc, char **argv)
{
	try {
		const bool help = asks_for_help(argc, argv);
		if (help)
			std::cout << kUsage << std::endl;
		testing::InitGoogleTest(&argc, argv); // goes on with gtest's part of the help
		return help ? kPassed : run_options(program, parse_options(argc, argv));
	} catch (const std::exception &error) {
		std::cerr << program << ": " << error.what() << "\n";
		return kWrongUse;
	}
}

} // namespace cf
