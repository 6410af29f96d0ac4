// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>

#include "latency/ways/fenced_path.h"
#include "probe/probe.h"

// What many fences are waited for by: pending ones of the probe, each of a context of its own,
// in one container.

namespace cf
{

// A sync_file that SYNC_IOC_MERGE made of `count` fences; of one: the fence itself.
Awaited merged(const Probe &probe, std::size_t count);

// A timeline of `count` points, all of which one fence stands behind: the last is done when
// it signals, and all before it not earlier.
Awaited timeline_of(const Probe &probe, std::size_t count);

// As many as merged() may have: a fence is a descriptor. Throws std::system_error.
void allow_descriptors(std::size_t count);

} // namespace cf
