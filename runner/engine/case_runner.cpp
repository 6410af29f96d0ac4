// SPDX-License-Identifier: MIT
#include "engine/case_runner.h"

#include <algorithm>

#include <fmt/format.h>

#include "engine/case_channels.h"
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

} // namespace

struct CaseRunner::InFlight {
	CaseChannels channels;
	std::optional<Ending> ending;
	RanCase ran;
};

CaseRunner::CaseRunner(EventLoop &loop, Children &children, const StopSignals &stop,
	CaseLauncher &launcher, JournalWriter &journal, Tick tick)
	: loop_(loop), children_(children), stop_(stop), launcher_(launcher), journal_(journal),
	  tick_(std::move(tick))
{
}

RanCase CaseRunner::run(const TestCase &test, std::size_t number, std::chrono::seconds timeout)
{
	InFlight flight{.channels{loop_, journal_, number}};
	const auto deadline = Clock::now() + timeout;
	launcher_.launch(test, flight.channels.case_ends(),
		[&flight](Ending ending) { flight.ending = std::move(ending); });
	flight.channels.close_case_ends();
	wait(flight, deadline);
	if (flight.ending)
		sweep(flight, true);
	else if (stop_.received())
		kill_all(flight, {Ending::Kind::stopped, stop_.received(), {}});
	else
		kill_all(flight, {Ending::Kind::timed_out, static_cast<int>(timeout.count()), {}});
	for (const std::string &line : launcher_.reported_events())
		flight.channels.add_event(line);
	RanCase ran = std::move(flight.ran);
	ran.facts.events = flight.channels.finish();
	ran.facts.ending = *flight.ending;
	if (!launcher_.server_fate().empty())
		ran.facts.ending.detail = launcher_.server_fate();
	for (const std::string &note : launcher_.notes())
		ran.facts.notes.push_back(note);
	ran.pid = launcher_.pid();
	ran.return_code = return_code_of(*flight.ending);
	ran.isolation = launcher_.isolation();
	return ran;
}

void CaseRunner::wait(InFlight &flight, Clock::time_point deadline)
{
	while (!flight.ending && !stop_.received() && Clock::now() < deadline)
		loop_.turn(std::min(deadline, tick_()));
}

void CaseRunner::kill_all(InFlight &flight, Ending ending)
{
	if (ending.kind == Ending::Kind::timed_out)
		flight.ran.facts.notes = describe_hang(launcher_.servers());
	launcher_.abandon();
	flight.ending = std::move(ending);
	sweep(flight, false);
}

void CaseRunner::sweep(InFlight &flight, bool finished)
{
	const Sweep swept =
		sweep_descendants(children_, launcher_.servers(), Clock::now() + kTimeToDie);
	for (const ProcessInfo &process : swept.found)
		if (finished)
			flight.ran.facts.left_behind.push_back(describe(process));
	for (const ProcessInfo &process : swept.survivors)
		flight.ran.facts.unkillable.push_back(describe(process));
}

} // namespace cf
