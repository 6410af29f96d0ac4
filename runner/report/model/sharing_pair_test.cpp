// SPDX-License-Identifier: MIT
#include "report/model/sharing_pair.h"

#include <gtest/gtest.h>

namespace cf
{
namespace
{

std::string pair_text(const char *id, std::vector<std::string> roles)
{
	const auto pair = pair_of({.id = id, .roles = std::move(roles)});
	return pair ? pair->exporter + ">" + pair->importer : "none";
}

TEST(SharingPair, is_in_the_parameter)
{
	EXPECT_EQ(pair_text("i@c@x@virtio_gpu0_to_cpu", {"virtio_gpu0", "cpu"}), "virtio_gpu0>cpu");
	EXPECT_EQ(pair_text("i@c@x@udmabuf_to_cpu__4mib", {"udmabuf", "cpu"}), "udmabuf>cpu");
	EXPECT_EQ(pair_text("f@t@x@vgem_on_udmabuf_to_vgem__read", {"vgem", "udmabuf"}),
		"udmabuf>vgem");
	EXPECT_EQ(pair_text("i@c@x@vgem_to_vgem", {"vgem"}), "vgem>vgem");
}

TEST(SharingPair, is_not_made_up)
{
	EXPECT_EQ(pair_text("i@c@x@vgem", {"vgem"}), "none");
	EXPECT_EQ(pair_text("i@c@x", {"vgem"}), "none");
	EXPECT_EQ(
		pair_text("f@c@x@vgem_on_udmabuf_into_heap", {"vgem", "udmabuf", "heap"}), "none");
	EXPECT_EQ(pair_text("i@c@x@bytes_to_pages", {"vgem"}), "none");
	EXPECT_EQ(pair_text("i@c@x@vgem_to_cpu", {}), "none");
}

} // namespace
} // namespace cf
