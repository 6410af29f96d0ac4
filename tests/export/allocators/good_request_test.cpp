// SPDX-License-Identifier: MIT
//
// Claim: the descriptor that an allocator gives is closed on exec and readable or writable as it
// was asked for, and its buffer is of whole pages that hold what was asked for.
// Owed by: include/uapi/linux/udmabuf.h, UDMABUF_FLAGS_CLOEXEC, and include/uapi/linux/dma-heap.h,
// fd_flags ("file descriptor flags used when allocating"); drivers/dma-buf/dma-heap.c: a heap's
// buffers begin and end with pages.
// Red when: a flag is ignored, so that a buffer leaks into programs that its owner starts, one that
// was made for reading is written through, or a size is not rounded up.

#include <gtest/gtest.h>

#include <fcntl.h>
#include <sys/mman.h>

#include "dmabuf/dma_buf.h"
#include "export/allocators/requests.h"
#include "support/matrix/sized.h"

namespace cf
{
namespace
{

class DescriptorFlags : public testing::TestWithParam<RequestOf<GoodRequest>>
{
protected:
	const GoodRequest &request() const { return GetParam().request; }

	UniqueFd node_ = open(GetParam().node, O_RDWR);
};

TEST_P(DescriptorFlags, are_those_asked_for)
{
	const UniqueFd made = request().make(node_);

	EXPECT_EQ(::fcntl(made.get(), F_GETFD), request().descriptor_flags);
	EXPECT_EQ(::fcntl(made.get(), F_GETFL) & O_ACCMODE, request().access_mode);
}

TEST_P(DescriptorFlags, decide_whether_it_maps_for_writing)
{
	const DmaBuf made{request().make(node_)};
	const bool writable = request().access_mode == O_RDWR;

	const auto mapped = made.try_map(page_size(), PROT_READ | PROT_WRITE);

	EXPECT_EQ(mapped.error(), Errno{writable ? 0 : EACCES});
	EXPECT_EQ(made.try_map(page_size(), PROT_READ).error(), Errno{});
}

TEST_P(DescriptorFlags, come_with_whole_pages)
{
	const DmaBuf made{request().make(node_)};

	EXPECT_EQ(made.size(), request().pages * page_size());
}

GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(DescriptorFlags);
INSTANTIATE_TEST_SUITE_P(
	Allocators, DescriptorFlags, testing::ValuesIn(good_requests()), ParameterName{});

} // namespace
} // namespace cf
