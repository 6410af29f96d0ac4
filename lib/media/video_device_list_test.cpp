// SPDX-License-Identifier: MIT
#include "media/video_device_list.h"

#include <gtest/gtest.h>

namespace cf
{
namespace
{

using Names = std::vector<std::string>;

TEST(VideoDeviceNames, number_the_devices_of_one_driver_only)
{
	EXPECT_EQ(
		video_device_names({{.driver = "vivid"}, {.driver = "vim2m"}, {.driver = "vivid"}}),
		(Names{"vivid0", "vim2m", "vivid1"}));
}

TEST(VideoDeviceNames, call_an_unknown_device_by_its_node)
{
	EXPECT_EQ(video_device_names(
			  {{.capture_node = "/dev/video3"}, {.capture_node = "/dev/video7"}}),
		(Names{"video3", "video7"}));
}

TEST(VideoDeviceInfo, is_named_by_its_output_node_where_there_is_one)
{
	const VideoDeviceInfo camera{.capture_node = "/dev/video0"};
	const VideoDeviceInfo loop{.output_node = "/dev/video2", .capture_node = "/dev/video1"};
	const VideoDeviceInfo converter{
		.output_node = "/dev/video3", .capture_node = "/dev/video3"};
	EXPECT_EQ(camera.node(), "/dev/video0");
	EXPECT_EQ(loop.node(), "/dev/video2");
	EXPECT_FALSE(camera.memory_to_memory());
	EXPECT_FALSE(loop.memory_to_memory());
	EXPECT_TRUE(converter.memory_to_memory());
}

} // namespace
} // namespace cf
