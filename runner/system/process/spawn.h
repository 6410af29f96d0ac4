// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <sys/types.h>

#include "base/unique_fd.h"

// Starts a program the way every child of the runner starts: in a session of its
// own, standard input from /dev/null, no blocked signal, killed when the runner
// dies. It inherits the named descriptors and nothing else.

namespace cf
{

struct SpawnRequest {
	std::vector<std::string> argv;        // argv[0] is the path
	std::vector<std::string> environment; // "NAME=value", added to the runner's
	std::optional<FdRef> output;          // becomes descriptor 1; none: /dev/null
	std::optional<FdRef> errors;          // becomes descriptor 2; none: /dev/null
	std::vector<int> inherited;           // kept open under the same number
	bool own_pids = false; // in a PID namespace, with a /proc of its own; needs root
};

// Fails with the errno of fork or of execve; context is "start PATH".
Result<pid_t> spawn(const SpawnRequest &request);

// Both ends O_CLOEXEC; reading never blocks, writing does.
struct Pipe {
	UniqueFd read_end;
	UniqueFd write_end;
};
Pipe make_pipe();

} // namespace cf
