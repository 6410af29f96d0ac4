// SPDX-License-Identifier: MIT
#include "host/kernel/kernel_config.h"

#include <gtest/gtest.h>

namespace cf
{
namespace
{

constexpr const char *kConfig = "# Linux/x86 6.12.0 Kernel Configuration\n"
				"CONFIG_UDMABUF=y\n"
				"CONFIG_DRM_VGEM=m\n"
				"# CONFIG_DRM_VKMS is not set\n"
				"CONFIG_DMABUF_HEAPS_SYSTEM=y\n"
				"CONFIG_HZ=250";

TEST(KernelConfig, tells_built_in_from_module_from_unset)
{
	EXPECT_EQ(config_option_in(kConfig, "CONFIG_UDMABUF"), ConfigAnswer::built_in);
	EXPECT_EQ(config_option_in(kConfig, "CONFIG_DRM_VGEM"), ConfigAnswer::module);
	EXPECT_EQ(config_option_in(kConfig, "CONFIG_DRM_VKMS"), ConfigAnswer::unset);
}

TEST(KernelConfig, a_longer_name_is_another_option)
{
	EXPECT_EQ(config_option_in(kConfig, "CONFIG_DMABUF_HEAPS"), ConfigAnswer::unset);
}

TEST(KernelConfig, the_last_line_needs_no_newline)
{
	EXPECT_EQ(config_option_in(kConfig, "CONFIG_HZ"), ConfigAnswer::built_in);
}

} // namespace
} // namespace cf
