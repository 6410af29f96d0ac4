// SPDX-License-Identifier: MIT
#include "support/process/blocked_child.h"

#include <string>

#include <sched.h>

#include "base/text_file.h"

namespace cf
{
namespace
{

// The state letter of /proc/PID/stat, which follows the command name in parentheses.
char state_of(const std::string &directory)
{
	const auto stat = try_read_text(directory + "stat");
	if (!stat.ok())
		return 'X';
	const std::size_t name_end = stat.value().rfind(") ");
	return name_end == std::string::npos ? 'X' : stat.value().at(name_end + 2);
}

bool sleeps_in(const std::string &directory, long number)
{
	const auto call = try_read_text(directory + "syscall");
	return call.ok() && call.value().starts_with(std::to_string(number) + " ");
}

} // namespace

bool wait_until_blocked_in(const ChildProcess &child, long number, Deadline deadline)
{
	const std::string directory = "/proc/" + std::to_string(child.pid()) + "/";
	while (!deadline.passed()) {
		const char state = state_of(directory);
		if (state == 'Z' || state == 'X')
			return false;
		if ((state == 'S' || state == 'D') && sleeps_in(directory, number))
			return true;
		::sched_yield();
	}
	return false;
}

} // namespace cf
