// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <memory>

#include "latency/ways/fenced_path.h"

// Many threads that poll the sync_file of one fence. The wait is over when the last of them is
// awake; where they run is the kernel's choice, as in a program that has so many.

namespace cf
{

std::unique_ptr<WakePath> crowd_of(std::size_t count, const Fencing &fencing);

} // namespace cf
