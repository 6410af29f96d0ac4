// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <optional>

#include <sys/resource.h>

#include "engine/worker/case_runner.h"
#include "system/process/packet.h"

// The process between the runner and the tests. It starts them, is the parent of all
// that they leave behind, and clears that away; it holds nothing of the runner but a
// socket. So a test that kills its parent, closes or writes to what it can find hits
// this process, and the run goes on with another one.

namespace cf
{

class Worker
{
public:
	explicit Worker(UniqueFd socket);

	// Carries out orders until the runner closes the socket or is gone.
	void serve();

private:
	void read_packet();
	void run(const CaseOrder &order, std::vector<UniqueFd> fds);

	bool restore_limits() const;

	EventLoop loop_;
	Children children_{loop_};
	CaseRunner runner_{loop_, children_};
	UniqueFd socket_;
	EventLoop::Watch watch_;
	bool open_ = true;
	int stop_ = 0;
	std::optional<CaseOrder> order_; // to be carried out
	std::vector<UniqueFd> fds_;
	const std::array<rlimit, RLIM_NLIMITS> limits_;
};

// The whole life of the process: `argument` is the number of its socket. Gives its exit
// status.
int worker_main(const char *argument);

} // namespace cf
