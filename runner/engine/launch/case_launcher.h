// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "engine/launch/fork_server.h"
#include "engine/launch/gtest_report.h"
#include "engine/worker/worker_message.h"
#include "system/process/process_tree.h"

// Starts one case at a time, in a fork of its program's server or as a process of
// its own, and tells how it ended. A program that can't serve is run the second
// way from then on. Nothing here waits: launch() returns at once, and what follows
// happens as the event loop turns.

namespace cf
{

class CaseLauncher
{
public:
	using Ended = std::function<void(Ending)>;

	CaseLauncher(EventLoop &loop, Children &children);

	// `fds` become descriptors 1, 2 and the event stream; the order must live until the
	// case's end is told.
	void launch(const CaseOrder &order, std::vector<UniqueFd> fds, Ended ended);

	// Of the case that was launched last; 0 as long as there is none.
	pid_t pid() const { return pid_; }
	Isolation isolation() const { return used_; }
	const std::vector<std::string> &notes() const { return notes_; }

	// Set when the fork server died while it served the case.
	const std::string &server_fate() const { return server_fate_; }

	// The server, which a sweep must leave alone.
	PidSet servers() const;

	// Gives the case up, with its server: to be followed by a sweep.
	void abandon();

private:
	void launch_by_fork();
	void launch_by_exec();
	void request_case();
	void on_message(const ServerMessage &message);
	void on_server_gone();
	void fall_back(const std::string &why);
	void abandon_server();
	void tell_reported_events();
	void end(Ending ending);

	EventLoop &loop_;
	Children &children_;
	std::map<std::string, std::string> cannot_serve_; // programs, and why
	std::unique_ptr<ForkServer> server_;
	std::string server_program_;
	bool server_ready_ = false;

	const CaseOrder *order_ = nullptr;
	std::vector<UniqueFd> fds_; // the case's, until it has its own
	Ended ended_;               // empty when it has been told
	pid_t pid_ = 0;
	Isolation used_ = Isolation::exec;
	std::vector<std::string> notes_;
	std::string server_fate_;
	std::unique_ptr<GtestReport> report_;
};

} // namespace cf
