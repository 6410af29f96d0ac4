// SPDX-License-Identifier: MIT
//
// One case for each way in which a test can end by itself. verdict_test.py knows what the
// runner has to make of each.

#include <cstdio>
#include <stdexcept>

#include <gtest/gtest.h>

#include "support/labels.h"
#include "support/process/child_process.h"
#include "support/report/case_progress.h"
#include "support/report/report.h"
#include "support/require.h"

namespace cf
{
namespace
{

class Outcomes : public testing::Test
{
};

const Labelled<Outcomes> dangerous{"would_take_the_kernel_down", Label::hunt};

TEST_F(Outcomes, passes)
{
	EXPECT_EQ(1 + 1, 2);
}

TEST_F(Outcomes, skips_with_a_reason)
{
	require(false, "needs a unicorn (CONFIG_UNICORN)");
	ADD_FAILURE() << "went on after require()";
}

TEST_F(Outcomes, skips_without_a_reason)
{
	GTEST_SKIP();
}

TEST_F(Outcomes, skips_after_it_began_to_act)
{
	begin_acting();
	require(false, "needs a second thought");
}

TEST_F(Outcomes, fails)
{
	EXPECT_EQ(1, 2) << "failed on purpose";
	EXPECT_EQ(3, 4) << "a second time";
}

void failing_helper()
{
	ASSERT_TRUE(false) << "failed in a helper";
}

TEST_F(Outcomes, fails_in_a_helper)
{
	failing_helper();
	std::puts("went on after the helper");
}

TEST_F(Outcomes, throws_an_exception)
{
	throw std::runtime_error("thrown on purpose");
}

TEST_F(Outcomes, throws_a_number)
{
	throw 42;
}

TEST_F(Outcomes, fails_in_a_child_process)
{
	ChildProcess child{[](FdChannel &) {
		ADD_FAILURE() << "failed in the child";
	}};
	child.finish();
}

TEST_F(Outcomes, warns)
{
	warn("looks odd on purpose");
}

TEST_F(Outcomes, measures)
{
	report(Metric{"wake_up", "ns", {3, 1, 2.5}});
}

TEST_F(Outcomes, would_take_the_kernel_down)
{
	ADD_FAILURE() << "ran although nobody allowed it";
}

class BrokenSetUp : public testing::Test
{
	void SetUp() override { throw std::runtime_error("no set-up today"); }
};

TEST_F(BrokenSetUp, fails_before_its_body)
{
	std::puts("ran without its set-up");
}

class Parametrised : public testing::TestWithParam<int>
{
};

TEST_P(Parametrised, two_is_even)
{
	EXPECT_EQ(GetParam() % 2, 0);
}

INSTANTIATE_TEST_SUITE_P(Numbers, Parametrised, testing::Values(2, 3),
	[](const auto &number) { return number.param == 2 ? "two" : "three"; });

} // namespace
} // namespace cf
