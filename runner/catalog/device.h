// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json_fwd.hpp>

// What the machine can share buffers with, one entry a role, as the helper program
// `support/devices` of the test side reports it. The runner itself knows no driver.

namespace cf
{

struct Device {
	std::string role; // "vgem", "amdgpu0"
	std::string node; // "/dev/dri/card0"; may be empty
	bool exports = false;
	bool imports = false;
	bool fences = false;
	bool reads = false;           // shows the content of a buffer that it imports
	bool writes = false;          // and changes it
	std::vector<std::string> can; // further capabilities
	std::string why_not;          // set when the role can't be used at all
};

// `ability` is one of "exports", "imports", "fences", "reads", "writes"; false for any other word.
bool has_ability(const Device &device, std::string_view ability);

void to_json(nlohmann::json &object, const Device &device);

// One JSON object a line. Throws std::runtime_error that quotes the line that
// can't be decoded.
std::vector<Device> parse_devices(std::string_view output);

// A table with a heading, one line a device, newline at the end.
std::string format_devices(const std::vector<Device> &devices);

} // namespace cf
