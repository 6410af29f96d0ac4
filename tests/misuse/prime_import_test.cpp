// SPDX-License-Identifier: MIT
//
// Claim: a DRM device takes nothing but a dma-buf for one: a number that is no descriptor is EBADF,
// any other object EINVAL, and neither leaves a handle or a descriptor behind.
// Owed by: drivers/gpu/drm/drm_prime.c, drm_gem_prime_fd_to_handle(), and dma_buf_get().
// Red when: a driver looks at a foreign file as if it were its own, or keeps a reference on an
// error path.

#include <gtest/gtest.h>

#include "drm/prime.h"
#include "support/matrix/drm_devices.h"
#include "support/matrix/sharing.h"
#include "support/matrix/wrong_object.h"

namespace cf
{

struct NoDescriptor {
	const char *label;
	int number;

	std::string name() const { return label; }
	std::vector<std::string> roles() const { return {}; }
};

namespace
{

// A number beyond every limit of open files, and the usual mark of "none".
const std::vector<NoDescriptor> kNoDescriptors{{"minus_one", -1}, {"too_large", 1 << 30}};

class BadNumber : public testing::TestWithParam<std::tuple<DrmDevice, NoDescriptor>>
{
};

TEST_P(BadNumber, that_is_no_descriptor_is_refused)
{
	const auto &[device, bad] = GetParam();
	const auto opened = Device::open(device.info, DeviceNode::primary);

	EXPECT_EQ(try_import_dmabuf(opened, FdRef{bad.number}).error(), Errno{EBADF});
}

class WrongImport : public testing::TestWithParam<std::tuple<DrmDevice, WrongObject>>
{
};

TEST_P(WrongImport, of_an_object_that_is_no_dmabuf_is_refused)
{
	const auto &[device, object] = GetParam();
	const auto opened = Device::open(device.info, DeviceNode::primary);
	const UniqueFd wrong = object.make();

	EXPECT_EQ(try_import_dmabuf(opened, wrong).error(), Errno{EINVAL});
}

GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(BadNumber);
INSTANTIATE_TEST_SUITE_P(Devices, BadNumber,
	testing::Combine(testing::ValuesIn(prime_drm_devices()), testing::ValuesIn(kNoDescriptors)),
	ParameterName{});

GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(WrongImport);
INSTANTIATE_TEST_SUITE_P(Devices, WrongImport,
	testing::Combine(
		testing::ValuesIn(prime_drm_devices()), testing::ValuesIn(wrong_objects())),
	ParameterName{});

} // namespace
} // namespace cf
