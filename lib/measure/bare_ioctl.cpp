// SPDX-License-Identifier: MIT
#include "measure/bare_ioctl.h"

#include <sys/ioctl.h>

#include "base/ioctl.h"

namespace cf
{

void bare_ioctl(FdRef fd)
{
	try_raw_ioctl(fd, {FIOCLEX, "FIOCLEX"}, nullptr).take();
}

} // namespace cf
