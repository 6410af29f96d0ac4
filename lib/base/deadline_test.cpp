// SPDX-License-Identifier: MIT
#include "base/deadline.h"

#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <gtest/gtest.h>

namespace cf
{
namespace
{

TEST(Poll, tells_ready_from_passed_deadline)
{
	const UniqueFd event{::eventfd(0, EFD_CLOEXEC)};
	EXPECT_EQ(poll(event, POLLIN, Deadline::now()), 0);
	ASSERT_EQ(::eventfd_write(event.get(), 1), 0);
	EXPECT_EQ(poll(event, POLLIN, Deadline::generous()), POLLIN);
}

TEST(Poll, wait_never_ends_before_the_deadline)
{
	const UniqueFd event{::eventfd(0, EFD_CLOEXEC)};
	const Deadline deadline{std::chrono::microseconds{1500}};
	EXPECT_EQ(poll(event, POLLIN, deadline), 0);
	EXPECT_TRUE(deadline.passed());
}

} // namespace
} // namespace cf
