// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

// The V4L2 video devices of the machine, from /sys/class/video4linux and VIDIOC_QUERYCAP.
// Nodes of one driver with equal bus_info are one device: vivid has an output node and a
// capture node that way, a memory-to-memory device has one node that is both.

namespace cf
{

struct VideoDeviceInfo {
	std::string driver;       // "vivid"; empty when the node could not be asked
	std::string bus_info;     // "platform:vivid-000"
	std::string output_node;  // takes frames from applications; empty: none
	std::string capture_node; // gives frames to applications; empty: none
	std::string trouble;      // why the node could not be asked: "open … failed with EACCES"

	bool memory_to_memory() const
	{
		return !output_node.empty() && output_node == capture_node;
	}

	// The node that stands for the device: the output where there is one.
	const std::string &node() const { return output_node.empty() ? capture_node : output_node; }
};

// Sorted by node number. Nodes that stream no video (metadata, radio) are left out.
std::vector<VideoDeviceInfo> list_video_devices();

// One name for each device: its driver's, numbered in that order where a driver has several
// ("vivid0", "vivid1"); of a node that could not be asked, the node's own ("video3").
std::vector<std::string> video_device_names(const std::vector<VideoDeviceInfo> &devices);

} // namespace cf
