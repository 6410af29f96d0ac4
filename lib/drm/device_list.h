// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

// The DRM devices of the machine, from /sys/class/drm and DRM_IOCTL_VERSION. Not from
// drmGetDevices2(): libdrm 2.4.114 leaves out the faux bus, where vgem and vkms live in
// Linux 7.2.

namespace cf
{

struct DeviceInfo {
	std::string driver; // as DRM_IOCTL_VERSION names it: "vgem", "bochs-drm", "virtio_gpu"
	std::string primary_node; // "/dev/dri/card0"
	std::string render_node;  // "/dev/dri/renderD128"; empty when the driver has none
	std::string bus;          // "pci", "virtio", "platform", "faux", "usb", …
	std::string bus_name;     // its name there: "0000:00:02.0", "virtio0", "vgem"
	std::string pci_address;  // of the nearest PCI device above; empty when there is none
	std::string module;       // the driver's; empty when it is built in
	int index = 0;            // N of cardN
};

// Sorted by card number. A device whose nodes cannot be opened is listed with an empty driver.
std::vector<DeviceInfo> list_devices();

} // namespace cf
