// SPDX-License-Identifier: MIT
#include "system/process/spawn.h"

#include <array>
#include <cerrno>
#include <csignal>

#include <fcntl.h>
#include <sched.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
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

// As fork(2). The process with its own pids is the first of them: all that it leaves behind
// dies with it, and nothing below it can see, stop or kill what is outside.
pid_t fork_with(bool own_pids)
{
	if (!own_pids)
		return ::fork();
	const unsigned long flags = CLONE_NEWPID | CLONE_NEWNS | SIGCHLD;
	return static_cast<pid_t>(::syscall(SYS_clone, flags, 0, 0, 0, 0));
}

// A /proc that shows the own pids, to the own processes only. False with errno.
bool mount_own_proc()
{
	return ::mount(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr) == 0 &&
		::mount("proc", "/proc", "proc", MS_NOSUID | MS_NODEV | MS_NOEXEC, nullptr) == 0;
}

// Runs in the child. Gives the errno of what failed, and 0 never.
int become(const SpawnRequest &request, const CStrings &argv, const CStrings &environment,
	pid_t runner)
{
	::prctl(PR_SET_PDEATHSIG, SIGKILL);
	// The runner may have died before the line above. From inside a namespace it has no pid.
	if (!request.own_pids && ::getppid() != runner)
		_exit(127);
	if (request.own_pids && !mount_own_proc())
		return errno;
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
	const pid_t pid = fork_with(request.own_pids);
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
