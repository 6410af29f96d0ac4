// SPDX-License-Identifier: MIT
//
// Claim: the kernel's own unit tests of fences, containers, reservation objects and of the helpers
// for buffers in shared memory pass on the kernel that runs.
// Owed by: drivers/dma-buf/st-*.c and drivers/gpu/drm/tests, where each case says what it expects;
// Documentation/dev-tools/kunit/run_manual.rst.
// Red when: a case of them fails, or a kernel has one that the table does not know.

#include "kernel_rules/kunit_suites.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "host/kernel/kunit.h"
#include "host/modules.h"
#include "support/labels.h"
#include "support/parameter/parameter_name.h"
#include "support/require.h"

namespace cf
{
namespace
{

std::string in_an_id(std::string name)
{
	std::replace(name.begin(), name.end(), '-', '_');
	return name;
}

struct OwnSuite {
	const KunitSuite *suite;

	std::string name() const { return in_an_id(suite->name); }
	std::vector<std::string> roles() const { return {}; }
};

struct OwnCase {
	const KunitSuite *suite;
	std::string label;

	std::string name() const { return in_an_id(suite->name) + "__" + label; }
	std::vector<std::string> roles() const { return {}; }
};

class OfTheKernel : public testing::TestWithParam<OwnCase>
{
};

const Labelled<OfTheKernel> loads_and_unloads{Label::unload};

TEST_P(OfTheKernel, passes)
{
	const KunitSuite &suite = *GetParam().suite;
	const std::string name = suite.prefix + GetParam().label;

	const KunitResult result = require_present(
		try_run_kunit_case({suite.module, suite.name}, name), suite.needs());

	EXPECT_EQ(result.status, KunitStatus::passed) << suite.name << "." << name << " says:\n"
						      << result.log;
}

class SuiteOfTheKernel : public testing::TestWithParam<OwnSuite>
{
};

const Labelled<SuiteOfTheKernel> loads_and_unloads_too{Label::unload};

TEST_P(SuiteOfTheKernel, has_the_cases_that_are_known_here)
{
	const KunitSuite &suite = *GetParam().suite;

	const std::size_t cases =
		require_present(try_count_kunit_cases({suite.module, suite.name}), suite.needs());

	EXPECT_EQ(cases, suite.cases.size())
		<< "bring tests/kernel_rules/kunit_suites_table.cpp up to date";
}

// Of the modules that this kernel has.
std::vector<const KunitSuite *> suites_here()
{
	std::vector<const KunitSuite *> here;
	for (const KunitSuite &suite : kunit_suites())
		if (is_module_there(suite.module))
			here.push_back(&suite);
	return here;
}

std::vector<OwnSuite> every_suite()
{
	std::vector<OwnSuite> all;
	for (const KunitSuite *suite : suites_here())
		all.push_back({suite});
	return all;
}

std::vector<OwnCase> every_case()
{
	std::vector<OwnCase> all;
	for (const KunitSuite *suite : suites_here())
		for (const std::string &label : suite->cases)
			all.push_back({suite, label});
	return all;
}

GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(OfTheKernel);
INSTANTIATE_TEST_SUITE_P(Cases, OfTheKernel, testing::ValuesIn(every_case()), ParameterName{});

GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(SuiteOfTheKernel);
INSTANTIATE_TEST_SUITE_P(
	Suites, SuiteOfTheKernel, testing::ValuesIn(every_suite()), ParameterName{});

} // namespace
} // namespace cf
