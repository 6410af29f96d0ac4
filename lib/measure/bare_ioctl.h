// SPDX-License-Identifier: MIT
#pragma once

#include "base/unique_fd.h"

// What any ioctl costs at least: FIOCLEX, which the kernel answers itself before it looks at what
// the descriptor is of (do_vfs_ioctl() in fs/ioctl.c). It enters the kernel, finds the file, asks
// the security modules, sets a flag that every descriptor of ours has already, and returns; no
// driver takes part, and no memory of the caller is read or written.

namespace cf
{

// Throws std::system_error.
void bare_ioctl(FdRef fd);

} // namespace cf
