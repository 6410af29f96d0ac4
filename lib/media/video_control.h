// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "media/video_node.h"

// Controls of a V4L2 node, found by the names that its driver gives them: a driver's own
// controls have no identifiers in the uapi headers.

namespace cf
{

struct VideoControl {
	std::uint32_t id = 0;
	std::string name; // "OSD Text Mode"
	std::int32_t maximum = 0;
};

// The control called `name`, if the node has it.
std::optional<VideoControl> find_control(const VideoNode &node, const std::string &name);

// VIDIOC_S_CTRL. EBUSY: the driver wants the node idle first.
Status try_set_control(const VideoNode &node, const VideoControl &control, std::int32_t value);

// Sets a menu to the item called `item`. EINVAL: the menu has no such item.
Status try_select_item(const VideoNode &node, const VideoControl &control, const std::string &item);

} // namespace cf
