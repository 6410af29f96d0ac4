// SPDX-License-Identifier: MIT
//
// The innocent program: built twice, under a name that runs before the hostile ones and under one
// that runs after them.

#include "neighbour.h"

namespace cf
{
namespace
{

TEST(Bystander, is_left_alone)
{
	expect_a_sound_world();
}

} // namespace
} // namespace cf
