// SPDX-License-Identifier: MIT
#include "media/video_control.h"

#include <cerrno>

#include <linux/videodev2.h>

namespace cf
{

std::optional<VideoControl> find_control(const VideoNode &node, const std::string &name)
{
	v4l2_queryctrl query{};
	query.id = V4L2_CTRL_FLAG_NEXT_CTRL;
	while (node.try_ioctl({VIDIOC_QUERYCTRL, "VIDIOC_QUERYCTRL"}, &query).ok()) {
		if (name == reinterpret_cast<const char *>(query.name))
			return VideoControl{query.id, name, query.maximum};
		query.id |= V4L2_CTRL_FLAG_NEXT_CTRL;
	}
	return std::nullopt;
}

Status try_set_control(const VideoNode &node, const VideoControl &control, std::int32_t value)
{
	v4l2_control argument{control.id, value};
	const Status status = node.try_ioctl({VIDIOC_S_CTRL, "VIDIOC_S_CTRL"}, &argument);
	if (status.ok())
		return success();
	return Failure{status.error(), "setting \"" + control.name + "\" on " + node.path()};
}

Status try_select_item(const VideoNode &node, const VideoControl &control, const std::string &item)
{
	v4l2_querymenu menu{};
	menu.id = control.id;
	for (std::int32_t index = 0; index <= control.maximum; ++index) {
		menu.index = static_cast<std::uint32_t>(index);
		// Menus have holes: an item may be absent while later ones are there.
		if (node.try_ioctl({VIDIOC_QUERYMENU, "VIDIOC_QUERYMENU"}, &menu).ok() &&
			item == reinterpret_cast<const char *>(menu.name))
			return try_set_control(node, control, index);
	}
	return Failure{Errno{EINVAL},
		"setting \"" + control.name + "\" to \"" + item + "\" on " + node.path()};
}

} // namespace cf
