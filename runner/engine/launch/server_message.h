// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>
#include <variant>

#include <sys/types.h>

// What a test program in fork-server mode says, one JSON object a packet:
// docs/architecture.md, "Runner and test program".

namespace cf
{

struct ServerReady {
};
struct CaseStarted {
	pid_t pid;
};
struct CaseExited {
	pid_t pid;
	int wait_status; // as of waitpid(2)
};
struct ServerError { // also for a packet that makes no sense
	std::string text;
};
struct ServerGone { // no packet: its socket has closed
};

using ServerMessage = std::variant<ServerReady, CaseStarted, CaseExited, ServerError, ServerGone>;

ServerMessage parse_server_message(std::string_view packet);

// The packet that asks for the case `id`.
std::string run_request(const std::string &id);

} // namespace cf
