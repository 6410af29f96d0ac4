// SPDX-License-Identifier: MIT
#include "host/meminfo.h"

#include <gtest/gtest.h>

namespace cf
{
namespace
{

const std::string kText = "MemTotal:        2022992 kB\n"
			  "MemAvailable:        100 kB\n"
			  "HugePages_Free:       12\n";

TEST(Meminfo, has_bytes)
{
	EXPECT_EQ(meminfo_value("MemTotal", kText), std::int64_t{2022992} * 1024);
	EXPECT_EQ(meminfo_value("MemAvailable", kText), 102400);
}

TEST(Meminfo, has_numbers_of_pages)
{
	EXPECT_EQ(meminfo_value("HugePages_Free", kText), 12);
}

TEST(Meminfo, is_zero_without_the_line)
{
	EXPECT_EQ(meminfo_value("Available", kText), 0);
	EXPECT_EQ(meminfo_value("MemTotal", ""), 0);
}

TEST(Meminfo, is_there)
{
	EXPECT_GT(available_memory(), 0);
}

} // namespace
} // namespace cf
