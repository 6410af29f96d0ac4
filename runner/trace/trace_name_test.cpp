// SPDX-License-Identifier: MIT
#include "trace/trace_name.h"

#include <gtest/gtest.h>

namespace cf
{
namespace
{

constexpr const char *kNowhere = "/nonexistent";

TEST(TraceName, is_the_id)
{
	EXPECT_EQ(free_trace_name(kNowhere, "fences@usage@polls_in@vgem__a-b"),
		"fences@usage@polls_in@vgem__a-b");
}

TEST(TraceName, stays_in_its_directory)
{
	EXPECT_EQ(free_trace_name(kNowhere, "../a b/\xc3\xa9"), "___a_b___");
}

TEST(TraceName, fits_a_directory_entry)
{
	EXPECT_LE(free_trace_name(kNowhere, std::string(1000, 'x')).size(), 220U);
}

} // namespace
} // namespace cf
