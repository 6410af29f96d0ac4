// SPDX-License-Identifier: MIT
#include "support/process/blocked_child.h"

#include <sys/syscall.h>
#include <unistd.h>

#include <gtest/gtest.h>

namespace cf
{
namespace
{

TEST(BlockedChild, is_seen_in_its_system_call)
{
	ChildProcess child{[](FdChannel &parent) {
		static_cast<void>(parent.receive());
	}};
	EXPECT_TRUE(wait_until_blocked_in(child, SYS_poll));
	child.channel().send("go on");
	child.finish();
}

TEST(BlockedChild, that_ends_is_not_taken_for_blocked)
{
	ChildProcess child{[](FdChannel &) {
	}};
	EXPECT_FALSE(wait_until_blocked_in(child, SYS_ioctl));
	child.finish();
}

} // namespace
} // namespace cf
