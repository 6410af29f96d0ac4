// SPDX-License-Identifier: MIT
#include "system/event/signal_fd.h"

#include <csignal>

#include <sys/signalfd.h>

#include "base/result.h"

namespace cf
{

UniqueFd open_signal_fd(std::initializer_list<int> signals)
{
	sigset_t set;
	sigemptyset(&set);
	for (const int signal : signals)
		sigaddset(&set, signal);
	sigprocmask(SIG_BLOCK, &set, nullptr);
	UniqueFd fd{::signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK)};
	if (!fd.valid())
		Failure::last("signalfd").raise();
	return fd;
}

} // namespace cf
