// SPDX-License-Identifier: MIT
#include "system/process/sweep.h"

#include <algorithm>
#include <csignal>

namespace cf
{

namespace
{

using namespace std::chrono_literals;

// A process forked while the others were being stopped is seen by the next walk.
// Every round stops at least the parents of the last, so few rounds are enough.
constexpr int kMaxStopRounds = 20;

std::vector<ProcessInfo> stop_all(
	std::vector<ProcessInfo> processes, const PidSet &spared, const PidSet &spared_trees)
{
	PidSet stopped;
	for (int round = 0; round < kMaxStopRounds; ++round) {
		bool fresh = false;
		for (const ProcessInfo &process : processes) {
			if (!stopped.insert(process.pid).second)
				continue;
			signal_process(process, SIGSTOP);
			fresh = true;
		}
		if (!fresh)
			break;
		processes = living_descendants(spared, spared_trees);
	}
	return processes;
}

} // namespace

Sweep sweep_descendants(Children &children, const PidSet &spared, Clock::time_point deadline,
	const PidSet &spared_trees)
{
	Sweep sweep;
	sweep.found = living_descendants(spared, spared_trees);
	std::vector<ProcessInfo> alive = sweep.found;
	while (!alive.empty()) {
		alive = stop_all(alive, spared, spared_trees);
		for (const ProcessInfo &process : alive)
			signal_process(process, SIGKILL);
		children.wait_and_reap(std::min(deadline, Clock::now() + 10ms));
		alive = living_descendants(spared, spared_trees);
		if (Clock::now() >= deadline)
			break;
	}
	sweep.survivors = alive;
	return sweep;
}

} // namespace cf
