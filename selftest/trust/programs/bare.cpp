// SPDX-License-Identifier: MIT
//
// bare N PROGRAM [ARGUMENT…]: starts a program N times, one after the other, waits for each, and
// prints the seconds that all of it took. The floor below which no runner with a process for each
// case can come.

#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

namespace
{

// Its output goes nowhere: a terminal would be measured, too.
bool run_once(char **argv, char **environment)
{
	posix_spawn_file_actions_t actions;
	::posix_spawn_file_actions_init(&actions);
	::posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
	pid_t child = -1;
	const int error = ::posix_spawn(&child, argv[0], &actions, nullptr, argv, environment);
	::posix_spawn_file_actions_destroy(&actions);
	int status = -1;
	return error == 0 && ::waitpid(child, &status, 0) == child && status == 0;
}

} // namespace

int main(int argc, char **argv, char **environment)
{
	const long times = argc > 2 ? std::strtol(argv[1], nullptr, 10) : 0;
	if (times <= 0) {
		std::fputs("bare: how many times, and which program?\n", stderr);
		return 2;
	}
	using Clock = std::chrono::steady_clock;
	const auto begun = Clock::now();
	for (long i = 0; i < times; ++i)
		if (!run_once(argv + 2, environment)) {
			std::fprintf(stderr, "bare: %s did not succeed\n", argv[2]);
			return 1;
		}
	std::printf("%.6f\n", std::chrono::duration<double>(Clock::now() - begun).count());
	return 0;
}
