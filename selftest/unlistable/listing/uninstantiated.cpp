// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

class Uninstantiated : public testing::TestWithParam<int>
{
};

TEST_P(Uninstantiated, never_runs) {}
