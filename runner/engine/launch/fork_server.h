// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <functional>
#include <memory>
#include <optional>

#include "engine/launch/server_message.h"
#include "system/event/children.h"
#include "system/process/pipe_reader.h"

// A test program that was started once, has initialised, and forks one child for
// each case that it is asked for: the isolation of a process per case at the price
// of a fork. The object owns the process: it is told to end, and killed if it
// doesn't, when the object goes.

namespace cf
{

class ForkServer
{
public:
	using Handler = std::function<void(const ServerMessage &)>;

	// The descriptors that become 1, 2 and the event stream of a case.
	using CaseFds = std::array<FdRef, 3>;

	// Starts the program; what it says is given to on_message() from then on.
	static Result<std::unique_ptr<ForkServer>> start(
		EventLoop &loop, Children &children, const std::string &program);
	~ForkServer();

	pid_t pid() const { return pid_; }

	// The server's end is told once, as ServerGone.
	void on_message(Handler handler) { handler_ = std::move(handler); }

	Status request(const std::string &id, const CaseFds &fds);

	// Without giving it time to leave by itself.
	void kill();

	// The last words of a server that is gone: its status and what it printed.
	std::string epitaph();

private:
	ForkServer(EventLoop &loop, Children &children, UniqueFd socket, UniqueFd output);
	void read_packet();
	bool alive() const { return !wait_status_.has_value(); }

	Children &children_;
	UniqueFd socket_;
	std::string printed_;
	PipeReader output_;
	Handler handler_;
	pid_t pid_ = -1;
	std::optional<int> wait_status_;
	EventLoop::Watch watch_;
};

} // namespace cf
