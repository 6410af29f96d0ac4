// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/device.h"

// The machine as expectation files speak of it: kernel series, board, drivers.

namespace cf
{

// As compared: "6.12.95+deb12-amd64" is 6.12.
struct KernelSeries {
	int major = 0;
	int minor = 0;

	auto operator<=>(const KernelSeries &) const = default;

	// Nothing for a text that does not begin with two numbers.
	static std::optional<KernelSeries> parse(std::string_view text);
};

struct Machine {
	KernelSeries kernel;
	std::vector<std::string> boards; // all names of the one board
	std::vector<std::string> roles;  // that can be used here: "vgem", "amdgpu0"

	// Whether a case has to do with a driver: its id's parameter names it, or names
	// no device while the machine has one of that driver.
	bool has_driver(std::string_view driver, std::string_view id) const;
	bool has_driver(std::string_view driver) const;
	bool is_board(const std::string &glob) const;
};

// Vendor and name as the firmware gives them (/sys/class/dmi/id), or what the device tree
// is compatible with; empty where the machine has neither.
std::vector<std::string> names_of_this_board();

// The roles of usable devices.
std::vector<std::string> usable_roles(std::span<const Device> devices);

} // namespace cf
