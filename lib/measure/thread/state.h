// SPDX-License-Identifier: MIT
#pragma once

#include <sys/types.h>

#include "base/unique_fd.h"

// Whether a thread of this process sleeps, in the kernel's own word: the state in
// /proc/self/task/TID/stat (proc(5)). Whoever has to wake a sleeper asks this before.

namespace cf
{

class ThreadState
{
public:
	// Throws std::system_error when there is no such thread.
	explicit ThreadState(pid_t thread);

	bool is_asleep() const;

private:
	UniqueFd stat_;
};

} // namespace cf
