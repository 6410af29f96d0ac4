// SPDX-License-Identifier: MIT
#include "roles/discovery/role_name.h"

#include <gtest/gtest.h>

namespace cf
{
namespace
{

TEST(RoleName, keeps_letters_and_digits_in_lower_case)
{
	EXPECT_EQ(role_name("bochs-drm"), "bochs_drm");
	EXPECT_EQ(role_name("i915"), "i915");
	EXPECT_EQ(role_name("MiXed 2"), "mixed_2");
}

DeviceInfo device_of(const std::string &driver)
{
	DeviceInfo info;
	info.driver = driver;
	return info;
}

TEST(RoleName, numbers_devices_of_one_driver_in_card_order)
{
	const std::vector<std::string> expected{"virtio_gpu0", "vgem", "virtio_gpu1"};
	EXPECT_EQ(role_names({device_of("virtio_gpu"), device_of("vgem"), device_of("virtio_gpu")}),
		expected);
}

} // namespace
} // namespace cf
