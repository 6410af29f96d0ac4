// SPDX-License-Identifier: MIT
#include "support/matrix/wrong_object.h"

#include <fcntl.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/timerfd.h>

namespace cf
{
namespace
{

UniqueFd owned(int fd, const char *made_by)
{
	if (fd == -1)
		Failure::last(made_by).raise();
	return UniqueFd{fd};
}

} // namespace

std::vector<WrongObject> wrong_objects()
{
	return {
		{"dev_null",
			[] {
				return open("/dev/null", O_RDWR);
			}},
		{"directory",
			[] {
				return open("/", O_RDONLY | O_DIRECTORY);
			}},
		{"epoll",
			[] {
				return owned(::epoll_create1(EPOLL_CLOEXEC), "epoll_create1");
			}},
		{"eventfd",
			[] {
				return owned(::eventfd(0, EFD_CLOEXEC), "eventfd");
			}},
		{"memfd",
			[] {
				return owned(::memfd_create("wrong", MFD_CLOEXEC), "memfd_create");
			}},
		{"socket",
			[] {
				return owned(
					::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0), "socket");
			}},
		{"timerfd",
			[] {
				return owned(::timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC),
					"timerfd_create");
			}},
	};
}

} // namespace cf
