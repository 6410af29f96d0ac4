// SPDX-License-Identifier: MIT
#include "kernel/health/lockdep.h"

#include <gtest/gtest.h>

namespace cf
{
namespace
{

TEST(Lockdep, reads_its_switch)
{
	EXPECT_EQ(parse_lockdep_active(" max locking depth:      15\n debug_locks:            1\n"),
		true);
	EXPECT_EQ(parse_lockdep_active(" debug_locks:    0\n"), false);
	EXPECT_EQ(parse_lockdep_active(" debug_locks:"), std::nullopt);
	EXPECT_EQ(parse_lockdep_active(""), std::nullopt);
}

} // namespace
} // namespace cf
