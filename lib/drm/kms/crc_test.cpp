// SPDX-License-Identifier: MIT
#include "drm/kms/crc.h"

#include <cerrno>

#include <gtest/gtest.h>

namespace cf
{
namespace
{

TEST(FrameCrc, reads_frame_and_values)
{
	// As vkms gave it; the kernel counts the terminating zero in.
	const Result<FrameCrc> crc = try_parse_crc({"0x00000172 0xe54b7895\n\0", 23});
	ASSERT_TRUE(crc.ok());
	EXPECT_EQ(crc.value().frame, 0x172u);
	EXPECT_EQ(crc.value().values, std::vector<std::uint32_t>{0xe54b7895});
}

TEST(FrameCrc, a_frame_may_have_several_values)
{
	const Result<FrameCrc> crc = try_parse_crc("0x0000002a 0xdeadbeef 0x00000001\n");
	ASSERT_TRUE(crc.ok());
	EXPECT_EQ(crc.value().values, (std::vector<std::uint32_t>{0xdeadbeef, 1}));
}

TEST(FrameCrc, a_driver_may_not_count_frames)
{
	const Result<FrameCrc> crc = try_parse_crc("XXXXXXXXXX 0x00000007\n");
	ASSERT_TRUE(crc.ok());
	EXPECT_EQ(crc.value().frame, 0u);
	EXPECT_EQ(crc.value().values, std::vector<std::uint32_t>{7});
}

TEST(FrameCrc, anything_else_is_refused)
{
	EXPECT_EQ(try_parse_crc("").error(), Errno{EBADMSG});
	EXPECT_EQ(try_parse_crc("0x00000001\n").error(), Errno{EBADMSG});
	EXPECT_EQ(try_parse_crc("0x00000001 0x2 garbage\n").error(), Errno{EBADMSG});
}

} // namespace
} // namespace cf
