// SPDX-License-Identifier: MIT
#include "base/unique_fd.h"

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <utility>

#include <fcntl.h>
#include <unistd.h>

namespace cf
{

UniqueFd &UniqueFd::operator=(UniqueFd &&other) noexcept
{
	if (this != &other) {
		reset();
		fd_ = other.release();
	}
	return *this;
}

int UniqueFd::release()
{
	return std::exchange(fd_, -1);
}

void UniqueFd::reset()
{
	if (!valid())
		return;
	const int saved_errno = errno;
	const int fd = release();
	if (::close(fd) != 0 && errno == EBADF) {
		std::fprintf(
			stderr, "close(%d): EBADF: somebody else closed this descriptor\n", fd);
		std::abort();
	}
	errno = saved_errno;
}

Result<UniqueFd> try_open(const std::string &path, int flags)
{
	UniqueFd fd{::open(path.c_str(), flags | O_CLOEXEC)};
	if (!fd.valid())
		return Failure::last("open " + path);
	return fd;
}

UniqueFd open(const std::string &path, int flags)
{
	return try_open(path, flags).take();
}

UniqueFd duplicate(FdRef fd)
{
	UniqueFd copy{::fcntl(fd.get(), F_DUPFD_CLOEXEC, 0)};
	if (!copy.valid())
		Failure::last("F_DUPFD_CLOEXEC").raise();
	return copy;
}

} // namespace cf
