// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "support/process/fd_channel.h"
#include "support/program/case_list.h"

// The fork server: the program initialises once and then forks a child for each case
// that the runner asks for, which costs a fork where a process of its own costs an
// exec and a probe of every device. The messages are in docs/architecture.md.

namespace cf
{

// Answers requests, one case at a time. Returns in each forked child, with the id of the case
// that it has to run and with the stdio and events that the runner gave for it; returns
// nothing in the server itself, when the runner has closed its end (a child that still
// runs is killed). The server dies with the runner, the child with the server.
std::optional<std::string> serve(FdChannel runner, const std::vector<Case> &cases);

} // namespace cf
