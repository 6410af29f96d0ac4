// SPDX-License-Identifier: MIT
#include "host/bufinfo.h"

#include <cerrno>

#include <gtest/gtest.h>

namespace cf
{
namespace
{

// A buffer of cirrus, imported by vgem, with two fences, as three kernels showed it.
constexpr const char *kOn6_1And6_12 =
	"\nDma-buf Objects:\n"
	"size    \tflags   \tmode    \tcount   \texp_name\tino     \tname\n"
	"00004096\t00000002\t00080007\t00000007\tdrm\t00000001\ta frame\n"
	"\tread fence:vgem unbound seq 1 unsignalled\n"
	"\tread fence:vgem unbound seq 1 signalled\n"
	"\tAttached Devices:\n"
	"\tvgem\n"
	"Total 1 devices attached\n\n"
	"\nTotal 1 objects, 4096 bytes\n";

constexpr const char *kOn7_2 = "\nDma-buf Objects:\n"
			       "size    \tflags   \tmode    \tcount   \texp_name\tino     \tname\n"
			       "00004096\t00000002\t02080007\t00000007\tdrm\t00000001\ta frame\n"
			       "\tread fence:9:1 unbound vgem unsignalled\n"
			       "\tread fence:10:1   signalled\n"
			       "\tAttached Devices:\n"
			       "\tvgem\n"
			       "Total 1 devices attached\n\n"
			       "\nTotal 1 objects, 4096 bytes\n";

class BufinfoOnEveryKernel : public testing::TestWithParam<const char *>
{
};

TEST_P(BufinfoOnEveryKernel, shows_buffer_attachment_and_fences)
{
	const Result<std::vector<BufinfoEntry>> entries = try_parse_bufinfo(GetParam());
	ASSERT_TRUE(entries.ok());
	ASSERT_EQ(entries.value().size(), 1u);
	const BufinfoEntry &entry = entries.value()[0];
	EXPECT_EQ(entry.size, 4096u);
	EXPECT_EQ(entry.file_count, 7u);
	EXPECT_EQ(entry.inode, 1u);
	EXPECT_EQ(entry.exporter_name, "drm");
	EXPECT_EQ(entry.name, "a frame");
	EXPECT_EQ(entry.attached, std::vector<std::string>{"vgem"});
	ASSERT_EQ(entry.fences.size(), 2u);
	EXPECT_EQ(entry.fences[0].usage, "read");
	EXPECT_EQ(entry.fences[0].driver, "vgem");
	EXPECT_EQ(entry.fences[0].timeline, "unbound");
	EXPECT_EQ(entry.fences[0].seqno, 1u);
	EXPECT_FALSE(entry.fences[0].signalled);
	EXPECT_TRUE(entry.fences[1].signalled);
}

INSTANTIATE_TEST_SUITE_P(Bufinfo, BufinfoOnEveryKernel, testing::Values(kOn6_1And6_12, kOn7_2));

TEST(Bufinfo, shows_contexts_and_drops_names_of_signalled_fences_on_7_2)
{
	const Result<std::vector<BufinfoEntry>> entries = try_parse_bufinfo(kOn7_2);
	ASSERT_TRUE(entries.ok());
	const std::vector<BufinfoFence> &fences = entries.value().at(0).fences;
	EXPECT_EQ(fences.at(0).context, 9u);
	EXPECT_EQ(fences.at(1).context, 10u);
	EXPECT_TRUE(fences.at(1).driver.empty());
	EXPECT_TRUE(fences.at(1).timeline.empty());
}

TEST(Bufinfo, a_timeline_may_have_spaces_and_a_buffer_no_name)
{
	const Result<std::vector<BufinfoEntry>> entries =
		try_parse_bufinfo("00004096\t00000002\t00080007\t00000002\tdrm\t00000005\t<none>\n"
				  "\twrite fence:i915 a b[7] seq 9 unsignalled\n");
	ASSERT_TRUE(entries.ok());
	EXPECT_TRUE(entries.value().at(0).name.empty());
	EXPECT_EQ(entries.value().at(0).fences.at(0).timeline, "a b[7]");
	EXPECT_EQ(entries.value().at(0).fences.at(0).seqno, 9u);
}

TEST(Bufinfo, an_empty_list_is_not_an_error)
{
	const Result<std::vector<BufinfoEntry>> entries = try_parse_bufinfo(
		"\nDma-buf Objects:\nsize    \tflags\n\nTotal 0 objects, 0 bytes\n");
	ASSERT_TRUE(entries.ok());
	EXPECT_TRUE(entries.value().empty());
}

TEST(Bufinfo, an_unknown_layout_is_refused_with_its_line)
{
	const Result<std::vector<BufinfoEntry>> entries =
		try_parse_bufinfo("00004096 udmabuf\n\tAttached Devices:\n");
	EXPECT_EQ(entries.error(), Errno{EBADMSG});
	EXPECT_EQ(entries.failure().context, "bufinfo line '00004096 udmabuf'");
}

} // namespace
} // namespace cf
