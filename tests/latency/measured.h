// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <functional>
#include <memory>

#include "measure/wake_path.h"

// What every wake-up of this folder is measured by. A path and the eventfd floor take
// turns on the same two processors, so that what slows the machine down slows both.
// Series come of it: wake and signal, and the floor of each, eventfd_wake and
// eventfd_signal (docs/measuring.md).

namespace cf
{

// Adds the series to the running case. Throws what the path throws.
void measure(WakePath &path);

// For paths of which there is one of every size: 1, 4, 16 … up to `most`. Series of each size,
// few samples of each, and one floor for all.
using MakePath = std::function<std::unique_ptr<WakePath>(std::size_t size)>;
void measure_up_to(std::size_t most, const MakePath &make);

} // namespace cf
