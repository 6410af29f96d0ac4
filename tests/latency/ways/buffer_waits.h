// SPDX-License-Identifier: MIT
#pragma once

#include "latency/ways/ways_to_wait.h"

// Waits for the fences of a buffer, and of a sync_file.

namespace cf
{

std::unique_ptr<WakePath> poll_on_sync_file(const Fencing &fencing);
std::unique_ptr<WakePath> poll_for_reading(const Fencing &fencing);
std::unique_ptr<WakePath> poll_for_writing(const Fencing &fencing);
std::unique_ptr<WakePath> epoll_for_reading(const Fencing &fencing);
std::unique_ptr<WakePath> cpu_access(const Fencing &fencing);

} // namespace cf
