// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

#include "base/result.h"
#include "base/unique_fd.h"

// The one place where an ioctl is made. Each leaf wrapper names its request and
// the object it acts on, so every failure reads "NAME on OBJECT failed with ERRNO".

namespace cf
{

struct IoctlRequest {
	unsigned long number;
	const char *name;
};

// Calls ioctl(2) and repeats it on EINTR and EAGAIN, as libdrm's drmIoctl does:
// both mean "ask again" for the interfaces used here. Gives the return value.
Result<int> try_ioctl(FdRef fd, IoctlRequest request, void *argument, std::string_view object);

// The same where only success matters.
Status try_ioctl_status(FdRef fd, IoctlRequest request, void *argument, std::string_view object);

// For tests of bad input: the number itself, no repetition, argument as it is.
Result<int> try_raw_ioctl(FdRef fd, IoctlRequest request, void *argument);

} // namespace cf
