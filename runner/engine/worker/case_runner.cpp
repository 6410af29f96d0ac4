// SPDX-License-Identifier: MIT
#include "engine/worker/case_runner.h"

#include <algorithm>

#include <fmt/format.h>

#include "engine/worker/core_dump.h"
#include "system/process/sweep.h"

namespace cf
{

namespace
{

using namespace std::chrono_literals;

// A process that is killed and still there after this is stuck in the kernel.
constexpr auto kTimeToDie = 10s;

// What every living process of a hung case waits for.
std::vector<std::string> describe_hang(const PidSet &spared)
{
	std::vector<std::string> notes;
	for (const ProcessInfo &process : living_descendants(spared)) {
		std::string note = fmt::format(
			"hung: {} ({}) in state {}", process.pid, process.name, process.state);
		if (const std::string stack = kernel_stack(process); !stack.empty())
			note += "\n" + stack;
		notes.push_back(std::move(note));
	}
	return notes;
}

std::optional<int> return_code_of(const Ending &ending)
{
	if (ending.kind == Ending::Kind::exited)
		return ending.value;
	if (ending.kind == Ending::Kind::signaled)
		return -ending.value;
	return std::nullopt;
}

std::vector<std::string> described(const std::vector<ProcessInfo> &processes)
{
	std::vector<std::string> texts;
	texts.reserve(processes.size());
	for (const ProcessInfo &process : processes)
		texts.push_back(describe(process));
	return texts;
}

} // namespace

CaseRunner::CaseRunner(EventLoop &loop, Children &children)
	: loop_(loop), children_(children), launcher_(loop, children)
{
}

CaseReport CaseRunner::run(const CaseOrder &order, std::vector<UniqueFd> fds, const int &stop)
{
	CaseReport report;
	report.ending = wait(order, std::move(fds), stop);
	const bool ran_out = report.ending.kind == Ending::Kind::timed_out;
	if (ran_out)
		report.notes = describe_hang(launcher_.servers());
	const bool cut_short = ran_out || report.ending.kind == Ending::Kind::stopped;
	if (cut_short)
		launcher_.abandon();
	const Sweep swept =
		sweep_descendants(children_, launcher_.servers(), Clock::now() + kTimeToDie);
	if (!cut_short)
		report.left_behind = described(swept.found);
	report.unkillable = described(swept.survivors);
	const bool dumped =
		report.ending.kind == Ending::Kind::signaled && !report.ending.detail.empty();
	if (dumped && !order.cores.empty())
		report.notes.push_back(keep_cores(order.cores, order.id));
	if (!launcher_.server_fate().empty())
		report.ending.detail = launcher_.server_fate();
	std::ranges::copy(launcher_.notes(), std::back_inserter(report.notes));
	report.pid = launcher_.pid();
	report.return_code = return_code_of(report.ending);
	report.isolation = launcher_.isolation();
	return report;
}

Ending CaseRunner::wait(const CaseOrder &order, std::vector<UniqueFd> fds, const int &stop)
{
	const auto deadline = Clock::now() + order.timeout;
	ended_.reset();
	launcher_.launch(
		order, std::move(fds), [this](Ending ending) { ended_ = std::move(ending); });
	while (!ended_ && !stop && Clock::now() < deadline)
		loop_.turn(deadline);
	if (ended_)
		return *ended_;
	if (stop)
		return {Ending::Kind::stopped, stop, {}};
	return {Ending::Kind::timed_out, static_cast<int>(order.timeout.count()), {}};
}

} // namespace cf
