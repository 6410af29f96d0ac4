// SPDX-License-Identifier: MIT
#include "base/ioctl.h"

#include <cerrno>

#include <sys/ioctl.h>

#include <fmt/format.h>

namespace cf
{

Result<int> try_ioctl(FdRef fd, IoctlRequest request, void *argument, std::string_view object)
{
	int value;
	do {
		value = ::ioctl(fd.get(), request.number, argument);
	} while (value == -1 && (errno == EINTR || errno == EAGAIN));
	if (value == -1)
		return Failure::last(fmt::format("{} on {}", request.name, object));
	return value;
}

Status try_ioctl_status(FdRef fd, IoctlRequest request, void *argument, std::string_view object)
{
	const Result<int> result = try_ioctl(fd, request, argument, object);
	if (!result.ok())
		return result.failure();
	return success();
}

Result<int> try_raw_ioctl(FdRef fd, IoctlRequest request, void *argument)
{
	const int value = ::ioctl(fd.get(), request.number, argument);
	if (value == -1)
		return Failure::last(request.name);
	return value;
}

} // namespace cf
