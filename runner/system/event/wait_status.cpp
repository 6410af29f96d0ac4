// SPDX-License-Identifier: MIT
#include "system/event/wait_status.h"

#include <csignal>
#include <cstring>

#include <sys/wait.h>

#include <fmt/format.h>

namespace cf
{

std::string describe_signal(int signal)
{
	const char *name = ::sigabbrev_np(signal);
	const char *meaning = ::sigdescr_np(signal);
	if (!name || !meaning)
		return fmt::format("signal {}", signal);
	return fmt::format("SIG{} ({})", name, meaning);
}

std::string describe_wait_status(int wait_status)
{
	if (WIFEXITED(wait_status))
		return fmt::format("exit status {}", WEXITSTATUS(wait_status));
	return describe_signal(WTERMSIG(wait_status)) +
		(WCOREDUMP(wait_status) ? ", core dumped" : "");
}

} // namespace cf
