// SPDX-License-Identifier: MIT
//
// Cases that go for the processes around them, or leave some of their own.

#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <string>

#include <sys/ptrace.h>
#include <sys/wait.h>
#include <unistd.h>

#include "ancestry.h"
#include "base/unique_fd.h"
#include "neighbour.h"
#include "support/require.h"

namespace cf
{
namespace
{

constexpr int kManyChildren = 500;

[[noreturn]] void wait_for_ever()
{
	for (;;)
		::pause();
}

// The test says which PID namespace the machine's own processes live in.
bool is_alone()
{
	const char *machine = std::getenv("CROSSFENCE_SELFTEST_PID_NAMESPACE");
	std::error_code error;
	const std::string own = std::filesystem::read_symlink("/proc/self/ns/pid", error);
	return machine != nullptr && !error && own != machine;
}

TEST(Processes, neighbour_before)
{
	expect_a_sound_world();
}

TEST(Processes, parent_killed)
{
	::kill(require_parent(), SIGKILL);
	wait_for_ever();
}

TEST(Processes, parent_stopped)
{
	::kill(require_parent(), SIGSTOP);
}

TEST(Processes, parent_traced)
{
	const pid_t parent = require_parent();
	ASSERT_EQ(::ptrace(PTRACE_SEIZE, parent, 0, 0), 0);
	ASSERT_EQ(::ptrace(PTRACE_INTERRUPT, parent, 0, 0), 0);
	wait_for_ever();
}

TEST(Processes, all_ancestors_killed)
{
	require_parent();
	for (const pid_t pid : ancestors())
		::kill(pid, SIGKILL);
	wait_for_ever();
}

TEST(Processes, groups_of_all_ancestors_killed)
{
	require_parent();
	for (const pid_t pid : ancestors())
		if (const pid_t group = ::getpgid(pid); group > 1)
			::kill(-group, SIGKILL);
	wait_for_ever();
}

TEST(Processes, everybody_killed)
{
	require(is_alone(), "needs a PID namespace of its own");
	::kill(-1, SIGKILL);
	wait_for_ever();
}

TEST(Processes, itself_stopped)
{
	::raise(SIGSTOP);
}

TEST(Processes, five_hundred_children_left)
{
	for (int i = 0; i < kManyChildren; ++i)
		if (::fork() == 0)
			wait_for_ever();
}

// The parent leaves at once, and the child reports a pass in its place.
TEST(Processes, itself_left_to_a_daemon)
{
	ASSERT_EQ(::daemon(0, 1), 0);
}

TEST(Processes, event_stream_left_to_a_daemon)
{
	if (::fork() == 0) {
		::setsid();
		wait_for_ever();
	}
	UniqueFd{STDOUT_FILENO}.reset();
}

TEST(Processes, another_program_become)
{
	::execl("/bin/true", "true", nullptr);
}

TEST(Processes, neighbour_after)
{
	expect_a_sound_world();
}

} // namespace
} // namespace cf
