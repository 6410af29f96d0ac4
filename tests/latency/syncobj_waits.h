// SPDX-License-Identifier: MIT
#pragma once

#include "latency/ways_to_wait.h"

// Waits for what a syncobj holds, of the first DRM device that has timelines.

namespace cf
{

std::unique_ptr<WakePath> syncobj_wait(const FileSource &source);
std::unique_ptr<WakePath> timeline_wait(const FileSource &source);
std::unique_ptr<WakePath> timeline_eventfd(const FileSource &source);

} // namespace cf
