// SPDX-License-Identifier: MIT
#include "trace/tracefs/trace_instance.h"

#include <gtest/gtest.h>

namespace cf
{
namespace
{

TEST(TraceInstance, adds_up_what_was_lost)
{
	EXPECT_EQ(lost_in_stats("entries: 9\noverrun: 100\ncommit overrun: 20\nbytes: 7\n"
				"oldest event ts:     0.000000\nnow ts:    27.511478\n"
				"dropped events: 3\nread events: 0\n"),
		123U);
}

TEST(TraceInstance, lost_nothing_where_the_kernel_says_nothing)
{
	EXPECT_EQ(lost_in_stats(""), 0U);
	EXPECT_EQ(lost_in_stats("entries: 1\noverrun: many\n"), 0U);
}

} // namespace
} // namespace cf
