// SPDX-License-Identifier: MIT
#include "measure/thread/state.h"

#include <array>
#include <cerrno>
#include <string>
#include <string_view>
#include <system_error>

#include <fcntl.h>
#include <unistd.h>

namespace cf
{

ThreadState::ThreadState(pid_t thread)
	: stat_(open("/proc/self/task/" + std::to_string(thread) + "/stat", O_RDONLY))
{
}

// The letter behind the name, which may hold anything.
bool ThreadState::is_asleep() const
{
	std::array<char, 128> text{};
	const ssize_t size = ::pread(stat_.get(), text.data(), text.size(), 0);
	if (size < 0)
		throw std::system_error(errno, std::generic_category(), "a thread's state");
	const std::string_view line{text.data(), static_cast<std::size_t>(size)};
	const std::size_t at = line.rfind(") ");
	return at != line.npos && at + 2 < line.size() &&
		(line[at + 2] == 'S' || line[at + 2] == 'D');
}

} // namespace cf
