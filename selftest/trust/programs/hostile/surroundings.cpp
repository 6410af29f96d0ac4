// SPDX-License-Identifier: MIT
//
// Cases that change what a process inherits or shares: limits, directories, file systems, time.

#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <string>

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <unistd.h>

#include "ancestry.h"
#include "base/unique_fd.h"
#include "neighbour.h"
#include "support/require.h"

namespace cf
{
namespace
{

constexpr std::size_t kMegabyte = 1'000'000;

void ignore_signal(int) {}

TEST(Surroundings, neighbour_before)
{
	expect_a_sound_world();
}

TEST(Surroundings, no_files_allowed)
{
	const rlimit none{0, 0};
	EXPECT_EQ(::setrlimit(RLIMIT_FSIZE, &none), 0);
	EXPECT_EQ(::setrlimit(RLIMIT_NOFILE, &none), 0);
}

TEST(Surroundings, no_files_allowed_to_the_parent)
{
	const rlimit none{0, 0};
	const pid_t parent = require_parent();
	EXPECT_EQ(::prlimit(parent, RLIMIT_FSIZE, &none, nullptr), 0);
	EXPECT_EQ(::prlimit(parent, RLIMIT_NOFILE, &none, nullptr), 0);
}

// Only where the test has put a small file system: never the machine's disk.
TEST(Surroundings, temporary_directory_filled)
{
	const char *directory = std::getenv("CROSSFENCE_SELFTEST_SMALL_DIRECTORY");
	require(directory != nullptr, "needs a directory that may be filled");
	const std::string path = std::string{directory} + "/full";
	const UniqueFd file{::open(path.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600)};
	ASSERT_TRUE(file.valid());
	const std::string block(kMegabyte, 'x');
	while (::write(file.get(), block.data(), block.size()) > 0) {
	}
	EXPECT_EQ(errno, ENOSPC);
}

TEST(Surroundings, current_directory_removed)
{
	const char *directory = std::getenv("CROSSFENCE_SELFTEST_DOOMED_DIRECTORY");
	require(directory != nullptr, "needs a current directory that may be removed");
	EXPECT_EQ(::rmdir(directory), 0);
	EXPECT_EQ(::chdir("/"), 0);
}

TEST(Surroundings, own_directory_left_and_removed)
{
	std::string directory = "/tmp/crossfence-selftest-XXXXXX";
	ASSERT_NE(::mkdtemp(directory.data()), nullptr);
	ASSERT_EQ(::chdir(directory.c_str()), 0);
	EXPECT_EQ(::rmdir(directory.c_str()), 0);
}

TEST(Surroundings, umask_changed)
{
	::umask(0777);
}

TEST(Surroundings, storm_of_timers)
{
	struct sigaction action {
	};
	action.sa_handler = ignore_signal;
	ASSERT_EQ(::sigaction(SIGALRM, &action, nullptr), 0);
	const itimerval often{{0, 50}, {0, 50}};
	ASSERT_EQ(::setitimer(ITIMER_REAL, &often, nullptr), 0);
}

TEST(Surroundings, all_memory_locked)
{
	EXPECT_EQ(::mlockall(MCL_CURRENT | MCL_FUTURE), 0);
}

TEST(Surroundings, neighbour_after)
{
	expect_a_sound_world();
}

} // namespace
} // namespace cf
