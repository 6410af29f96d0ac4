// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include "support/labels.h"

class Mislabelled : public testing::Test
{
};

const cf::Labelled<Mislabelled> misspelt{"misspelt", cf::Label::hunt};

TEST_F(Mislabelled, mispelt) {}
