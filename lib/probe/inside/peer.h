// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>

#include "probe/probe.h"

// PCI devices as the probe module names them, and what their IOMMU makes of an address.

namespace cf
{

// "0000:01:00.0" as the module takes it. Throws EINVAL for what is no address.
std::uint32_t pci_number(const std::string &address);

// Where the device's access to a DMA address ends; 0: nowhere. ENODEV: no such device.
std::uint64_t translate(const Probe &probe, const std::string &device, std::uint64_t address);

} // namespace cf
