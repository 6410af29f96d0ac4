// SPDX-License-Identifier: MIT
#include "cli/session/debugger.h"

#include <csignal>

#include <unistd.h>

#include <fmt/format.h>

#include "base/result.h"
#include "text/usage_error.h"

namespace cf
{

void become_debugger(const Survey &survey, const RunPlan &plan, const RunSettings &settings)
{
	if (plan.cases.size() != 1 || plan.cases[0].settled)
		throw UsageError(
			fmt::format("--gdb takes one case, and {} match; give its whole id",
				plan.cases.size()));
	const TestCase &test = plan.cases[0].test;
	std::vector<std::string> words = settings.wrapper;
	words.push_back(survey.catalog.programs[test.program].path);
	if (test.plain())
		words.push_back("--gtest_filter=" + test.gtest_name);
	else
		words.insert(words.end(), {"--run", test.id});
	std::vector<char *> argv;
	argv.reserve(words.size() + 1);
	for (std::string &word : words)
		argv.push_back(word.data());
	argv.push_back(nullptr);
	sigset_t none;
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, nullptr);
	::execv(argv[0], argv.data());
	Failure::last("start " + words[0]).raise();
}

} // namespace cf
