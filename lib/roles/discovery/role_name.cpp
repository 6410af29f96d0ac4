// SPDX-License-Identifier: MIT
#include "roles/discovery/role_name.h"

#include <algorithm>
#include <cctype>
#include <map>

namespace cf
{

std::string role_name(const std::string &kernel_name)
{
	std::string name = kernel_name;
	std::transform(name.begin(), name.end(), name.begin(), [](unsigned char character) {
		return std::isalnum(character) ? static_cast<char>(std::tolower(character)) : '_';
	});
	return name;
}

std::vector<std::string> role_names(const std::vector<DeviceInfo> &devices)
{
	std::map<std::string, int> devices_of, numbered;
	for (const DeviceInfo &device : devices)
		++devices_of[device.driver];
	std::vector<std::string> names;
	for (const DeviceInfo &device : devices) {
		std::string name = role_name(device.driver);
		if (devices_of[device.driver] > 1)
			name += std::to_string(numbered[device.driver]++);
		names.push_back(std::move(name));
	}
	return names;
}

} // namespace cf
