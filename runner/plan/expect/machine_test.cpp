// SPDX-License-Identifier: MIT
#include "plan/expect/machine.h"

#include <gtest/gtest.h>

namespace cf
{
namespace
{

const Machine kMachine{.kernel = {6, 12},
	.boards = {"Raspberry Pi 4", "brcm,bcm2711"},
	.roles = {"vgem", "virtio_gpu0", "virtio_gpu1", "vc4"}};

TEST(KernelSeries, is_the_first_two_numbers)
{
	EXPECT_EQ(KernelSeries::parse("6.12.95+deb12-amd64"), (KernelSeries{6, 12}));
	EXPECT_FALSE(KernelSeries::parse("6"));
	EXPECT_FALSE(KernelSeries::parse("linux-6.12"));
	EXPECT_FALSE(KernelSeries::parse(""));
}

TEST(Machine, has_the_drivers_of_its_devices)
{
	EXPECT_TRUE(kMachine.has_driver("virtio-gpu"));
	EXPECT_TRUE(kMachine.has_driver("vc4"));
	EXPECT_FALSE(kMachine.has_driver("virtio_gpu2"));
	EXPECT_FALSE(kMachine.has_driver("vge"));
	EXPECT_FALSE(kMachine.has_driver("gem"));
}

TEST(Machine, case_has_the_drivers_that_its_id_names_or_else_the_machines)
{
	EXPECT_TRUE(kMachine.has_driver("vc4", "a@b@c"));
	EXPECT_TRUE(kMachine.has_driver("vc4", "a@b@c@4mib"));
	EXPECT_TRUE(kMachine.has_driver("vc4", "a@b@c@vgem_to_vc4__4mib"));
	EXPECT_TRUE(kMachine.has_driver("virtio_gpu", "a@b@c@virtio_gpu1_to_vgem"));
	EXPECT_FALSE(kMachine.has_driver("vc4", "a@b@c@vgem_to_virtio_gpu0"));
}

TEST(Machine, board_has_several_names)
{
	EXPECT_TRUE(kMachine.is_board("Raspberry*"));
	EXPECT_TRUE(kMachine.is_board("brcm,bcm2711"));
	EXPECT_FALSE(kMachine.is_board("brcm"));
}

} // namespace
} // namespace cf
