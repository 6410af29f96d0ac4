// SPDX-License-Identifier: MIT
#pragma once

#include "latency/ways/ways_to_wait.h"

// Waits for what a syncobj holds, of the first DRM device that has timelines.

namespace cf
{

std::unique_ptr<WakePath> syncobj_wait(const Fencing &fencing);
std::unique_ptr<WakePath> timeline_wait(const Fencing &fencing);
std::unique_ptr<WakePath> timeline_eventfd(const Fencing &fencing);

// The fence is a chain: of its last point.
std::unique_ptr<WakePath> last_point_wait(const Fencing &fencing);

} // namespace cf
