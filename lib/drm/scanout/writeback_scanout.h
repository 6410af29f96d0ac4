// SPDX-License-Identifier: MIT
#pragma once

#include <memory>

#include "base/result.h"
#include "drm/device_list.h"
#include "drm/scanout/scanout.h"

// Scan-out read back from the buffer that a writeback connector fills with what the CRTC
// put together. Errors as Scanout::try_open.

namespace cf
{

Result<std::unique_ptr<Scanout>> try_open_writeback_scanout(const DeviceInfo &info);

} // namespace cf
