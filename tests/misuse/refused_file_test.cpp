// SPDX-License-Identifier: MIT
//
// Claim: a file that a DRM device has refused as a dma-buf is let go: it is closed with the last
// descriptor of its owner.
// Owed by: drivers/dma-buf/dma-buf.c, dma_buf_get(): fput() where it is not a dma-buf.
// Red when: the refusal keeps its reference, and whoever waits for the file's end waits for ever.

#include <gtest/gtest.h>

#include <array>

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

#include "base/deadline.h"
#include "drm/prime.h"
#include "support/matrix/drm_devices.h"
#include "support/matrix/sharing.h"

namespace cf
{
namespace
{

class RefusedImport : public testing::TestWithParam<DrmDevice>
{
};

TEST_P(RefusedImport, lets_the_file_go)
{
	const auto device = Device::open(GetParam().info, DeviceNode::primary);
	std::array<int, 2> ends{};
	ASSERT_EQ(::pipe2(ends.data(), O_CLOEXEC), 0);
	const UniqueFd kept{ends[0]};
	UniqueFd refused{ends[1]};

	EXPECT_EQ(try_import_dmabuf(device, refused).error(), Errno{EINVAL});
	refused.reset();

	EXPECT_TRUE(poll(kept, POLLIN, Deadline::now()) & POLLHUP);
}

GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(RefusedImport);
INSTANTIATE_TEST_SUITE_P(
	Devices, RefusedImport, testing::ValuesIn(prime_drm_devices()), ParameterName{});

} // namespace
} // namespace cf
