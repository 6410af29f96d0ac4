// SPDX-License-Identifier: MIT
//
// Cases that do not end, or end and leave somebody behind. Each process tells its pid, on stdout
// and into the FIFO that leftovers_test.py waits at, so that the test can see who is left.

#include <array>
#include <csignal>
#include <cstdio>
#include <cstdlib>

#include <fcntl.h>
#include <poll.h>
#include <sys/prctl.h>
#include <unistd.h>

#include <gtest/gtest.h>

#include "base/deadline.h"
#include "base/unique_fd.h"

namespace cf
{
namespace
{

void say_pid()
{
	std::printf("pid %d\n", ::getpid());
	std::fflush(stdout);
	const char *path = std::getenv("CROSSFENCE_SELFTEST_FIFO");
	if (path == nullptr)
		return;
	const UniqueFd fifo = open(path, O_WRONLY);
	EXPECT_GT(::dprintf(fifo.get(), "pid %d\n", ::getpid()), 0);
}

[[noreturn]] void wait_for_ever()
{
	for (;;)
		::pause();
}

// A process in a session of its own that nothing but SIGKILL ends, and that outlives its
// parent. Returns in the caller once it stands.
void start_daemon(bool second_fork)
{
	std::array<int, 2> standing{};
	ASSERT_EQ(::pipe2(standing.data(), O_CLOEXEC), 0);
	const UniqueFd wait{standing[0]};
	UniqueFd tell{standing[1]};
	if (::fork() == 0) {
		::signal(SIGTERM, SIG_IGN);
		::signal(SIGHUP, SIG_IGN);
		::setsid();
		if (second_fork && ::fork() != 0)
			::_exit(0);
		say_pid();
		tell.reset();
		wait_for_ever();
	}
	tell.reset();
	EXPECT_EQ(poll(wait, POLLIN, Deadline::generous()), POLLHUP);
}

TEST(Hangs, for_ever)
{
	say_pid();
	wait_for_ever();
}

TEST(Hangs, deaf_to_sigterm_and_with_children)
{
	::signal(SIGTERM, SIG_IGN);
	say_pid();
	start_daemon(false);
	start_daemon(true);
	wait_for_ever();
}

// The daemon holds stdout and stderr, so reading them to the end would never end.
TEST(Hangs, not_but_leaves_a_daemon)
{
	start_daemon(true);
}

TEST(Hangs, not_but_leaves_a_child)
{
	start_daemon(false);
}

} // namespace
} // namespace cf
