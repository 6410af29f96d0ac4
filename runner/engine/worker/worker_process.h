// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <optional>

#include "engine/launch/fork_server.h"
#include "engine/worker/worker_message.h"

// The runner's side of one worker. Started with the first case and again after it has
// died; killed with all that is below it when the object goes. As root it gets a PID
// namespace, so that nothing below can see the runner and all dies with the worker.

namespace cf
{

class WorkerProcess
{
public:
	using Done = std::function<void(CaseReport)>;

	WorkerProcess(EventLoop &loop, Children &children);
	WorkerProcess(const WorkerProcess &) = delete;
	WorkerProcess &operator=(const WorkerProcess &) = delete;
	~WorkerProcess();

	// `done` is called once, also when the worker dies or can't be started; then the
	// report says so.
	void run(const CaseOrder &order, const ForkServer::CaseFds &fds, Done done);

	// The case in flight ends as stopped by `signal`.
	void stop(int signal);

	// When the worker itself should have reported the end of its case; if it has not,
	// check() kills it.
	Clock::time_point deadline() const { return deadline_; }
	void check();

	// 0 when there is none.
	pid_t pid() const { return pid_; }

private:
	Status start();
	void read_packet();
	void gone(int wait_status);
	void finish(CaseReport report);
	void kill();

	EventLoop &loop_;
	Children &children_;
	bool own_pids_;
	UniqueFd socket_;
	EventLoop::Watch watch_;
	pid_t pid_ = 0;
	Done done_;
	Clock::time_point deadline_ = Clock::time_point::max();
	std::chrono::seconds timeout_{};
};

} // namespace cf
