// SPDX-License-Identifier: MIT
#include "catalog/device.h"

#include <stdexcept>

#include <gtest/gtest.h>

namespace cf
{
namespace
{

constexpr const char *kReport =
	R"({"role":"vgem","node":"/dev/dri/card0","exports":true,"imports":true,"fences":true,)"
	R"("can":["timeline","signal"]}
{"role":"vivid","exports":false,"why_not":"no /dev/video0: modprobe vivid"}
)";

TEST(Devices, are_read_one_a_line)
{
	const auto devices = parse_devices(kReport);
	ASSERT_EQ(devices.size(), 2U);
	EXPECT_EQ(devices[0].role, "vgem");
	EXPECT_TRUE(devices[0].exports);
	EXPECT_TRUE(has_ability(devices[0], "exports"));
	EXPECT_FALSE(has_ability(devices[0], "reads"));
	EXPECT_FALSE(has_ability(devices[0], "flies"));
	EXPECT_EQ(devices[0].can, (std::vector<std::string>{"timeline", "signal"}));
	EXPECT_EQ(devices[1].why_not, "no /dev/video0: modprobe vivid");
}

TEST(Devices, are_shown_as_a_table)
{
	EXPECT_EQ(format_devices(parse_devices(kReport)),
		"ROLE   NODE            EXPORTS  IMPORTS  FENCES  CAN\n"
		"vgem   /dev/dri/card0  yes      yes      yes     timeline signal\n"
		"vivid  -               -        -        -       not usable: no /dev/video0: "
		"modprobe vivid\n");
}

TEST(Devices, a_broken_line_is_an_error)
{
	EXPECT_THROW(parse_devices("{\"node\":\"x\"}\n"), std::runtime_error);
	EXPECT_THROW(parse_devices("vgem\n"), std::runtime_error);
}

} // namespace
} // namespace cf
