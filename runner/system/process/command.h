// SPDX-License-Identifier: MIT
#pragma once

#include <span>
#include <string>
#include <vector>

#include "system/event/children.h"
#include "system/event/stop_signals.h"

// Runs short programs that answer on standard output, several at once, and gives
// all answers together. What they leave behind is killed.

namespace cf
{

struct Answer {
	std::string out;
	std::string err;
	std::string trouble; // empty when it exited 0
};

// The trouble, and the first line that the command has said of it, for people.
std::string describe_trouble(const Answer &answer);

using Command = std::vector<std::string>;

// One answer for each command, in their order. A command that takes longer than
// `limit`, or that a stop signal finds running, is killed and in trouble.
std::vector<Answer> run_commands(EventLoop &loop, Children &children, const StopSignals &stop,
	std::span<const Command> commands, Clock::duration limit);

} // namespace cf
