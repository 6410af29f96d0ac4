// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"
#include "drm/gem/gem_handle.h"

// A driver's own ioctl that sleeps until nobody is at work on a GEM object any more, its own or an
// imported one. DRM has none for all drivers: here are those that this tree speaks
// (DRM_IOCTL_VIRTGPU_WAIT). They have time limits of their own: virtio-gpu's is 15 s.

namespace cf
{

bool has_driver_wait(const DeviceInfo &info);

// EBUSY: the driver's time was over; EOPNOTSUPP: has_driver_wait() is false.
Status try_driver_wait(const GemHandle &handle);
void driver_wait(const GemHandle &handle);

} // namespace cf
