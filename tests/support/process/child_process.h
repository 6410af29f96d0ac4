// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <string>

#include <sys/types.h>

#include "base/deadline.h"
#include "support/process/fd_channel.h"

// A forked child that runs part of a test: the other process of a hand-over, or an
// exporter that must die. Its failed expectations and exceptions become failures of the
// parent's test. The child must not skip, and leaves by _exit, so that nothing but the
// kernel cleans up after it.

namespace cf
{

class ChildProcess
{
public:
	// Forks. The child runs `body` with its end of the channel; the parent has the other.
	// Everything open or mapped at this moment exists in the child, too.
	using Body = std::function<void(FdChannel &parent)>;
	explicit ChildProcess(const Body &body);

	// Kills a child that nobody waited for, and fails the test for it.
	~ChildProcess();
	ChildProcess(const ChildProcess &) = delete;
	ChildProcess &operator=(const ChildProcess &) = delete;

	FdChannel &channel() { return channel_; }
	pid_t pid() const { return pid_; }

	// Waits for the end of `body` and takes its failures over; a fatal one, a death by signal
	// or a missed deadline (the child is killed) ends the test.
	void finish(Deadline deadline = Deadline::generous());

	// SIGKILL, and waits until the process is gone with all that it held. Failures of its own
	// count until then.
	void kill();

private:
	// How the child's account ended.
	enum class Account { complete, torn, late };

	[[noreturn]] void run_child(const Body &body, FdChannel parent, UniqueFd account);
	Account take_account(Deadline deadline);
	void take_line(const std::string &line);
	int reap();

	FdChannel channel_{UniqueFd{}};
	UniqueFd account_; // the child's failures, one JSON object a line
	pid_t pid_ = -1;   // -1: reaped
	bool said_done_ = false;
	bool failed_fatally_ = false;
};

} // namespace cf
