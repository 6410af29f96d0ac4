// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "base/mapping.h"
#include "base/result.h"

// A memory BAR of a PCI device, from /sys/bus/pci/devices/ADDRESS/resourceN. Root only.

namespace cf
{

// The whole BAR, for reading. ENOENT: no such device or BAR; EINVAL: a driver holds it and the
// kernel was built with IO_STRICT_DEVMEM and booted without iomem=relaxed.
Result<Mapping> try_map_pci_bar(const std::string &address, int bar);

} // namespace cf
