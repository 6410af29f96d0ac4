// SPDX-License-Identifier: MIT
#pragma once

#include <memory>

#include "base/result.h"
#include "drm/device_list.h"
#include "drm/scanout/scanout.h"

// Scan-out read back from video memory through the PCI BAR, for drivers that copy every
// shown framebuffer there. Errors as Scanout::try_open.

namespace cf
{

Result<std::unique_ptr<Scanout>> try_open_vram_scanout(const DeviceInfo &info);

} // namespace cf
