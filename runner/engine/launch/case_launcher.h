// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "catalog/test_case.h"
#include "engine/launch/fork_server.h"
#include "engine/launch/gtest_report.h"
#include "plan/isolation.h"
#include "system/process/process_tree.h"
#include "verdict/case_facts.h"

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

	CaseLauncher(EventLoop &loop, Children &children, std::span<const Program> programs,
		Isolation isolation);

	// `fds` become descriptors 1, 2 and the event stream; the caller closes its own.
	void launch(const TestCase &test, const ForkServer::CaseFds &fds, Ended ended);

	// Of the case that was launched last; 0 as long as there is none.
	pid_t pid() const { return pid_; }
	Isolation isolation() const { return used_; }
	const std::vector<std::string> &notes() const { return notes_; }

	// Set when the fork server died while it served the case.
	const std::string &server_fate() const { return server_fate_; }

	// Event lines of a plain GoogleTest program, once it has ended.
	std::vector<std::string> reported_events() const;

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
	void end(Ending ending);

	EventLoop &loop_;
	Children &children_;
	std::span<const Program> programs_;
	Isolation isolation_;
	std::map<std::size_t, std::string> cannot_serve_; // programs, and why
	std::unique_ptr<ForkServer> server_;
	std::size_t server_program_ = 0;
	bool server_ready_ = false;

	const TestCase *test_ = nullptr;
	std::vector<UniqueFd> fds_; // the case's, until it has its own
	Ended ended_;               // empty when it has been told
	pid_t pid_ = 0;
	Isolation used_ = Isolation::exec;
	std::vector<std::string> notes_;
	std::string server_fate_;
	std::unique_ptr<GtestReport> report_;
};

} // namespace cf
