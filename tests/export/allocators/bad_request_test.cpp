// SPDX-License-Identifier: MIT
//
// Claim: an allocator refuses what its interface does not allow, each with its errno, and leaves
// nothing behind: no buffer, no descriptor, no descriptor's number.
// Owed by: include/uapi/linux/udmabuf.h and drivers/dma-buf/udmabuf.c (seals, alignment, the module
// parameters size_limit_mb and list_limit); include/uapi/linux/dma-heap.h (flags, fd "must be
// zero") and dma_heap_ioctl_allocate().
// Red when: memory can be pinned without limit, truncated or written against its seals, an unknown
// flag is ignored, an odd size is rounded, or a number stays reserved after a late failure.

#include <gtest/gtest.h>

#include <fcntl.h>

#include "export/allocators/requests.h"
#include "support/parameter/parameter_name.h"
#include "support/process/unwritable.h"

namespace cf
{
namespace
{

class BadRequestTo : public testing::TestWithParam<RequestOf<BadRequest>>
{
protected:
	UniqueFd node_ = open(GetParam().node, O_RDWR);
};

TEST_P(BadRequestTo, is_refused_and_leaves_nothing)
{
	const int number = next_descriptor_number();

	EXPECT_EQ(GetParam().request.make(node_), Errno{GetParam().request.error});

	EXPECT_EQ(next_descriptor_number(), number);
}

GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(BadRequestTo);
INSTANTIATE_TEST_SUITE_P(
	Allocators, BadRequestTo, testing::ValuesIn(bad_requests()), ParameterName{});

} // namespace
} // namespace cf
