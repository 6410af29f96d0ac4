// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <sys/types.h>

// The processes below this one, read from /proc. As the runner is a subreaper they
// include whatever a test has detached by setsid or a double fork.

namespace cf
{

struct ProcessInfo {
	pid_t pid = 0;
	pid_t parent = 0;
	char state = '?';             // as in proc(5): R, S, D, T, Z, …
	bool ending = false;          // in do_exit() already (PF_EXITING), or a zombie
	std::uint64_t start_time = 0; // clock ticks after boot: tells a reused pid
	std::string name;
};

// One /proc/PID/stat; the name may hold blanks and brackets.
std::optional<ProcessInfo> parse_process_stat(std::string_view stat);

using PidSet = std::set<pid_t>;

// Living processes below this one. Those in `spared` are left out; what is below
// them is not. Those in `spared_trees` are left out with all that is below them.
std::vector<ProcessInfo> living_descendants(const PidSet &spared, const PidSet &spared_trees = {});

// Sends `signal` unless the pid has been reused by another process meanwhile.
void signal_process(const ProcessInfo &process, int signal);

// "12 (name)", and for one stuck in the kernel also where: "12 (name) in state D
// in dma_fence_default_wait".
std::string describe(const ProcessInfo &process);

// The kernel stack, as root may read it; empty otherwise.
std::string kernel_stack(const ProcessInfo &process);

} // namespace cf
