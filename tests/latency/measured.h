// SPDX-License-Identifier: MIT
#pragma once

#include "measure/wake_path.h"

// What every wake-up of this folder is measured by. A path and the eventfd floor take
// turns on the same two processors, so that what slows the machine down slows both.
// Four series come of it: wake and signal, and the floor of each, eventfd_wake and
// eventfd_signal (docs/measuring.md).

namespace cf
{

// Adds the series to the running case. Throws what the path throws.
void measure(WakePath &path);

} // namespace cf
