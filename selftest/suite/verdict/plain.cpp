// SPDX-License-Identifier: MIT
//
// A program that knows nothing of crossfence: GoogleTest's own main() and naming.

#include <csignal>

#include <gtest/gtest.h>

namespace
{

TEST(Plain, Passes) {}

TEST(Plain, Fails)
{
	EXPECT_EQ(1, 2) << "failed on purpose";
}

TEST(Plain, SkipsWithAReason)
{
	GTEST_SKIP() << "needs a unicorn";
}

TEST(Plain, SkipsWithoutAReason)
{
	GTEST_SKIP();
}

TEST(Plain, Crashes)
{
	::raise(SIGSEGV);
}

class PlainNumbers : public testing::TestWithParam<int>
{
};

TEST_P(PlainNumbers, AreEven)
{
	EXPECT_EQ(GetParam() % 2, 0);
}

INSTANTIATE_TEST_SUITE_P(All, PlainNumbers, testing::Values(2, 3));

} // namespace
