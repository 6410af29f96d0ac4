// SPDX-License-Identifier: MIT
#pragma once

#include "base/deadline.h"
#include "support/process/child_process.h"

// Seeing that a process waits in the kernel, without guessing at times: /proc/PID/syscall
// names the system call that a sleeping process is in (proc(5); needs the right to
// ptrace it, which a parent has).

namespace cf
{

// True once the child sleeps in system call `number` (SYS_…); false when it ended instead or the
// deadline passed.
bool wait_until_blocked_in(
	const ChildProcess &child, long number, Deadline deadline = Deadline::generous());

} // namespace cf
