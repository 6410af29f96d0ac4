// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

// Suites are no part of ids.
TEST(OneSuite, case_name) {}

TEST(OtherSuite, case_name) {}
