// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "drm/device_list.h"

// Names of roles, derived mechanically so that they stay the same between runs and
// machines: the kernel's name in lower case, every other character than a letter or digit an
// underscore ("bochs-drm" is bochs_drm).

namespace cf
{

std::string role_name(const std::string &kernel_name);

// One name for each device: its driver's, numbered in card order where a driver has several
// ("virtio_gpu0", "virtio_gpu1").
std::vector<std::string> role_names(const std::vector<DeviceInfo> &devices);

} // namespace cf
