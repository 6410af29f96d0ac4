// SPDX-License-Identifier: MIT
#include "media/video_device_list.h"

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <map>
#include <optional>

#include "media/video_node.h"

namespace cf
{

namespace
{

constexpr std::string_view kVideo = "video";

// N of "videoN"; nothing for "vbiN", "radioN" and the like.
std::optional<int> node_number(const std::string &name)
{
	int number = 0;
	const char *end = name.data() + name.size();
	if (!name.starts_with(kVideo) || name.size() == kVideo.size())
		return std::nullopt;
	if (std::from_chars(name.data() + kVideo.size(), end, number).ptr != end)
		return std::nullopt;
	return number;
}

std::vector<int> list_node_numbers()
{
	std::vector<int> numbers;
	std::error_code no_video;
	for (const auto &entry :
		std::filesystem::directory_iterator{"/sys/class/video4linux", no_video}) {
		if (const std::optional<int> number = node_number(entry.path().filename()))
			numbers.push_back(*number);
	}
	std::ranges::sort(numbers);
	return numbers;
}

VideoDeviceInfo &device_of(std::vector<VideoDeviceInfo> &devices, const VideoNode &node)
{
	for (VideoDeviceInfo &device : devices) {
		if (device.driver == node.driver() && device.bus_info == node.bus_info())
			return device;
	}
	return devices.emplace_back(
		VideoDeviceInfo{.driver = node.driver(), .bus_info = node.bus_info()});
}

// The first node of each kind stands for the device; cameras may have many more.
void add_node(std::vector<VideoDeviceInfo> &devices, const VideoNode &node)
{
	if (!node.has_output() && !node.has_capture())
		return;
	VideoDeviceInfo &device = device_of(devices, node);
	if (node.has_output() && device.output_node.empty())
		device.output_node = node.path();
	if (node.has_capture() && device.capture_node.empty())
		device.capture_node = node.path();
}

} // namespace

std::vector<VideoDeviceInfo> list_video_devices()
{
	std::vector<VideoDeviceInfo> devices;
	for (const int number : list_node_numbers()) {
		const std::string path = "/dev/video" + std::to_string(number);
		const auto node = VideoNode::try_open(path);
		if (node.ok())
			add_node(devices, *node.value());
		else
			devices.push_back({.capture_node = path,
				.trouble = node.failure().context + " failed with " +
					node.error().name()});
	}
	return devices;
}

std::vector<std::string> video_device_names(const std::vector<VideoDeviceInfo> &devices)
{
	std::map<std::string, int> devices_of, numbered;
	for (const VideoDeviceInfo &device : devices)
		++devices_of[device.driver];
	std::vector<std::string> names;
	for (const VideoDeviceInfo &device : devices) {
		std::string name = device.driver;
		if (name.empty())
			name = std::filesystem::path{device.node()}.filename();
		else if (devices_of[name] > 1)
			name += std::to_string(numbered[name]++);
		names.push_back(std::move(name));
	}
	return names;
}

} // namespace cf
