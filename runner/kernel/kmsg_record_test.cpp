// SPDX-License-Identifier: MIT
#include "kernel/kmsg_record.h"

#include <gtest/gtest.h>

namespace cf
{
namespace
{

TEST(KmsgRecord, reads_every_field)
{
	const auto record = parse_kmsg_record(
		"4,1234,98765432,-,caller=T17;WARNING: CPU: 0 at drivers/dma-buf/dma-resv.c:291\n"
		" SUBSYSTEM=drm\n DEVICE=c226:0\n");
	ASSERT_TRUE(record);
	EXPECT_EQ(record->level, 4);
	EXPECT_EQ(record->facility, 0);
	EXPECT_EQ(record->sequence, 1234U);
	EXPECT_EQ(record->microseconds, 98765432U);
	EXPECT_FALSE(record->continues);
	EXPECT_EQ(record->caller, "T17");
	EXPECT_EQ(record->text, "WARNING: CPU: 0 at drivers/dma-buf/dma-resv.c:291");
	EXPECT_EQ(format_kmsg_record(*record),
		"<4>[   98.765432] WARNING: CPU: 0 at drivers/dma-buf/dma-resv.c:291");
}

TEST(KmsgRecord, splits_facility_and_level)
{
	const auto record = parse_kmsg_record("12,1,0,-;from user space");
	ASSERT_TRUE(record);
	EXPECT_EQ(record->facility, 1);
	EXPECT_EQ(record->level, 4);
}

TEST(KmsgRecord, undoes_escapes)
{
	const auto record = parse_kmsg_record("6,1,0,c;a\\x0ab\\x5cx41 \\xzz \\x4;\\xff");
	ASSERT_TRUE(record);
	EXPECT_TRUE(record->continues);
	EXPECT_EQ(record->text, "a\nb\\x41 \\xzz \\x4;\xff");
}

TEST(KmsgRecord, refuses_what_is_no_record)
{
	for (const char *text : {"", ";", "6,1", "6,1,2", "x,1,2,-;t", "6,,2,-;t", "6,1,-;t"})
		EXPECT_FALSE(parse_kmsg_record(text)) << text;
}

TEST(KmsgRecord, a_test_answers_for_the_kernel_and_for_plain_writers)
{
	EXPECT_TRUE(is_warning({.level = 4}));
	EXPECT_TRUE(is_warning({.level = 0}));
	EXPECT_TRUE(is_warning({.level = 3, .facility = 1}));
	EXPECT_FALSE(is_warning({.level = 5}));
	EXPECT_FALSE(is_warning({.level = 3, .facility = 3}));
}

} // namespace
} // namespace cf
