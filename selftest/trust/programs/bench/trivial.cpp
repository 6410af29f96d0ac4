// SPDX-License-Identifier: MIT
//
// As many cases with nothing in them as the benchmark wants: what is measured is all around them.

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace
{

class Trivial : public testing::TestWithParam<int>
{
};

TEST_P(Trivial, passes) {}

INSTANTIATE_TEST_SUITE_P(All, Trivial, testing::Range(0, CROSSFENCE_BENCH_CASES),
	[](const auto &number) { return fmt::format("n{:04}", number.param); });

} // namespace
