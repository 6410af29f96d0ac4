// SPDX-License-Identifier: MIT
#include "dmabuf/dma_buf_info.h"

#include <cerrno>

#include <gtest/gtest.h>

namespace cf
{
namespace
{

TEST(DmaBufInfo, reads_a_named_buffer)
{
	const Result<DmaBufInfo> info =
		try_parse_fdinfo("pos:\t0\nflags:\t02000002\nmnt_id:\t12\nino:\t7\n"
				 "size:\t65536\ncount:\t2\nexp_name:\tudmabuf\nname:\ta frame\n");
	ASSERT_TRUE(info.ok());
	EXPECT_EQ(info.value().size, 65536u);
	EXPECT_EQ(info.value().count, 2u);
	EXPECT_EQ(info.value().exporter_name, "udmabuf");
	EXPECT_EQ(info.value().name, "a frame");
}

TEST(DmaBufInfo, a_buffer_without_a_name_has_an_empty_one)
{
	const Result<DmaBufInfo> info =
		try_parse_fdinfo("size:\t4096\ncount:\t1\nexp_name:\tdrm\n");
	ASSERT_TRUE(info.ok());
	EXPECT_EQ(info.value().exporter_name, "drm");
	EXPECT_TRUE(info.value().name.empty());
}

TEST(DmaBufInfo, another_kind_of_file_is_refused)
{
	EXPECT_EQ(try_parse_fdinfo("pos:\t0\nflags:\t02\nsize:\t1\n").error(), Errno{EBADMSG});
}

} // namespace
} // namespace cf
