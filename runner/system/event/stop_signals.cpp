// SPDX-License-Identifier: MIT
#include "system/event/stop_signals.h"

#include <csignal>

#include <sys/signalfd.h>
#include <unistd.h>

namespace cf
{

namespace
{

UniqueFd stop_signals()
{
	sigset_t set;
	sigemptyset(&set);
	for (const int signal : {SIGINT, SIGTERM, SIGHUP})
		sigaddset(&set, signal);
	sigprocmask(SIG_BLOCK, &set, nullptr);
	UniqueFd fd{::signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK)};
	if (!fd.valid())
		Failure::last("signalfd").raise();
	return fd;
}

} // namespace

StopSignals::StopSignals(EventLoop &loop)
	: signals_(stop_signals()), watch_(loop.watch_readable(signals_, [this] { read_signal(); }))
{
}

void StopSignals::read_signal()
{
	signalfd_siginfo info{};
	while (::read(signals_.get(), &info, sizeof(info)) == sizeof(info))
		if (!received_)
			received_ = static_cast<int>(info.ssi_signo);
}

} // namespace cf
