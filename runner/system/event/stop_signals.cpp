// SPDX-License-Identifier: MIT
#include "system/event/stop_signals.h"

#include <csignal>

#include <sys/signalfd.h>
#include <unistd.h>

#include "system/event/signal_fd.h"

namespace cf
{

StopSignals::StopSignals(EventLoop &loop)
	: signals_(open_signal_fd({SIGINT, SIGTERM, SIGHUP})),
	  watch_(loop.watch_readable(signals_, [this] { read_signal(); }))
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
