// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "base/unique_fd.h"

// Descriptors of everything that is not what an ioctl asks for, as test parameters.

namespace cf
{

struct WrongObject {
	const char *label;
	UniqueFd (*make)(); // throws std::system_error

	std::string name() const { return label; }
	std::vector<std::string> roles() const { return {}; }
};

// None of these is a dma-buf, a sync_file or a DRM device.
std::vector<WrongObject> wrong_objects();

} // namespace cf
