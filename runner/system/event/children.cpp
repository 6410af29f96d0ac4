// SPDX-License-Identifier: MIT
#include "system/event/children.h"

#include <algorithm>
#include <csignal>

#include <poll.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <unistd.h>

#include "system/event/signal_fd.h"

namespace cf
{

Children::Children(EventLoop &loop)
	: signals_(open_signal_fd({SIGCHLD})),
	  watch_(loop.watch_readable(signals_, [this] { reap(); }))
{
	if (::prctl(PR_SET_CHILD_SUBREAPER, 1) == -1)
		Failure::last("PR_SET_CHILD_SUBREAPER").raise();
}

void Children::reap()
{
	signalfd_siginfo info;
	while (::read(signals_.get(), &info, sizeof(info)) > 0)
		;
	int status = 0;
	for (pid_t pid; (pid = ::waitpid(-1, &status, WNOHANG)) > 0;) {
		// Taken out first: the callback may start a child of the same pid.
		if (auto expected = expected_.extract(pid))
			expected.mapped()(status);
	}
}

void Children::wait_and_reap(Clock::time_point deadline)
{
	const auto left =
		std::chrono::ceil<std::chrono::milliseconds>(deadline - Clock::now()).count();
	pollfd request{.fd = signals_.get(), .events = POLLIN, .revents = 0};
	::poll(&request, 1, static_cast<int>(std::clamp<std::int64_t>(left, 0, 60'000)));
	reap();
}

} // namespace cf
