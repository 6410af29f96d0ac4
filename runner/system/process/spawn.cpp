// SPDX-License-Identifier: MIT
#include "system/process/spawn.h"

#include <array>
#include <cerrno>
#include <csignal>

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace cf
{

namespace
{

using CStrings = std::vector<char *>;

CStrings terminated(const std::vector<std::string> &strings)
{
	CStrings pointers;
	for (const std::string &string : strings)
		pointers.push_back(const_cast<char *>(string.c_str()));
	pointers.push_back(nullptr);
	return pointers;
}

CStrings environment_with(const std::vector<std::string> &added)
{
	CStrings pointers = terminated(added);
	pointers.pop_back();
	for (char **entry = environ; *entry; ++entry)
		pointers.push_back(*entry);
	pointers.push_back(nullptr);
	return pointers;
}

void restore_signals()
{
	sigset_t none;
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, nullptr);
	std::signal(SIGPIPE, SIG_DFL);
}

// Runs in the child. Gives the errno of what failed, and 0 never.
int become(const SpawnRequest &request, const CStrings &argv, const CStrings &environment,
	pid_t runner)
{
	::prctl(PR_SET_PDEATHSIG, SIGKILL);
	// The runner may have died before the line above.
	if (::getppid() != runner)
		_exit(127);
	::setsid();
	restore_signals();
	const int null = ::open("/dev/null", O_RDWR | O_CLOEXEC);
	if (null == -1)
		return errno;
	const int output = request.output ? request.output->get() : null;
	const int errors = request.errors ? request.errors->get() : null;
	if (::dup2(null, 0) == -1 || ::dup2(output, 1) == -1 || ::dup2(errors, 2) == -1)
		return errno;
	for (const int fd : request.inherited)
		if (::fcntl(fd, F_SETFD, 0) == -1)
			return errno;
	::execve(argv[0], argv.data(), environment.data());
	return errno;
}

// The errno that the child could not exec for; 0 when the pipe closed on exec.
int exec_error(FdRef report)
{
	int error = 0;
	ssize_t got = 0;
	do {
		got = ::read(report.get(), &error, sizeof(error));
	} while (got == -1 && errno == EINTR);
	return got == sizeof(error) ? error : 0;
}

} // namespace

Result<pid_t> spawn(const SpawnRequest &request)
{
	const CStrings argv = terminated(request.argv);
	const CStrings environment = environment_with(request.environment);
	std::array<int, 2> ends{};
	if (::pipe2(ends.data(), O_CLOEXEC) == -1)
		return Failure::last("pipe2");
	UniqueFd report{ends[0]};
	UniqueFd told{ends[1]};
	const pid_t runner = ::getpid();
	const pid_t pid = ::fork();
	if (pid == -1)
		return Failure::last("start " + request.argv[0]);
	if (pid == 0) {
		const int error = become(request, argv, environment, runner);
		[[maybe_unused]] const ssize_t sent = ::write(told.get(), &error, sizeof(error));
		_exit(127);
	}
	told.reset();
	if (const int error = exec_error(report)) {
		::waitpid(pid, nullptr, 0);
		return Failure{Errno{error}, "start " + request.argv[0]};
	}
	return pid;
}

Pipe make_pipe()
{
	std::array<int, 2> ends{};
	if (::pipe2(ends.data(), O_CLOEXEC) == -1)
		Failure::last("pipe2").raise();
	Pipe pipe{UniqueFd{ends[0]}, UniqueFd{ends[1]}};
	if (::fcntl(pipe.read_end.get(), F_SETFL, O_NONBLOCK) == -1)
		Failure::last("F_SETFL O_NONBLOCK").raise();
	return pipe;
}

} // namespace cf
