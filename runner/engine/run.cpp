// SPDX-License-Identifier: MIT
#include "engine/run.h"

#include <stdexcept>

#include <fmt/format.h>

#include "system/event/wait_status.h"
#include "plan/describe_run.h"
#include "system/process/sweep.h"

namespace cf
{

namespace
{

using namespace std::chrono_literals;

constexpr auto kTimeToDie = 10s;

} // namespace

Run::Run(const Tools &tools, const RunPlan &plan, const RunInfo &info, CaseLauncher &launcher,
	std::chrono::seconds timeout)
	: tools_(tools), plan_(plan), info_(info), launcher_(launcher), timeout_(timeout),
	  runner_(tools.loop, tools.children, tools.stop, launcher, tools.journal,
		  [&progress = tools.progress] { return progress.tick(); })
{
}

RunReport Run::execute()
{
	const auto begun = Clock::now();
	try {
		run_cases();
	} catch (const std::runtime_error &error) {
		give_up(error.what());
	}
	tools_.progress.done();
	report_.not_run = plan_.cases.size() - report_.cases.size();
	report_.seconds = std::chrono::duration<double>(Clock::now() - begun).count();
	return std::move(report_);
}

void Run::give_up(const char *why)
{
	report_.stopped_because = why;
	launcher_.abandon();
	sweep_descendants(tools_.children, {}, Clock::now() + kTimeToDie);
	if (!pending_)
		return;
	const std::string &id = plan_.cases[pending_->number].test.id;
	CaseResult result{.verdict = {Outcome::incomplete, why, {}}, .start = started_};
	result.end = epoch_seconds();
	report_.cases.push_back({id, std::move(result), info_.reproduce(id)});
}

void Run::run_cases()
{
	for (std::size_t number = 0; number < plan_.cases.size(); ++number) {
		if (tools_.stop.received() && report_.finished())
			report_.stopped_because = describe_signal(tools_.stop.received());
		if (!report_.finished())
			break;
		turn_over(number);
		run_case(number);
	}
	if (tools_.stop.received() && report_.finished() && pending_ &&
		pending_->ran.facts.ending.kind == Ending::Kind::stopped)
		report_.stopped_because = describe_signal(tools_.stop.received());
	turn_over(std::nullopt);
}

void Run::run_case(std::size_t number)
{
	pending_ = Pending{.number = number, .start = started_};
	if (!plan_.cases[number].settled) {
		const auto begun = Clock::now();
		pending_->ran = runner_.run(plan_.cases[number].test, number, timeout_);
		// The wall clock may be set meanwhile; a test's duration must not notice.
		pending_->end =
			started_ + std::chrono::duration<double>(Clock::now() - begun).count();
		tools_.watch.settle();
	} else {
		pending_->end = started_;
	}
	const auto &unkillable = pending_->ran.facts.unkillable;
	if (!unkillable.empty())
		report_.stopped_because = fmt::format("{} cannot be killed", unkillable.front());
}

void Run::turn_over(std::optional<std::size_t> next)
{
	const std::string label =
		next ? "start " + plan_.cases[*next].test.id : std::string("end of the run");
	const std::optional<ReportedCase> closed = close_pending(tools_.watch.cut(label));
	KernelWatch::Sink sink;
	if (next) {
		started_ = epoch_seconds();
		tools_.journal.case_start(*next, started_);
		sink = [this, number = *next](std::span<const KmsgRecord> records) {
			tools_.journal.kernel_log(number, records);
		};
	}
	tools_.watch.begin(std::move(sink));
	tools_.journal.sync();
	if (closed)
		tools_.progress.case_ended(*closed);
	if (next)
		tools_.progress.case_started(plan_.cases[*next].test.id);
}

std::optional<ReportedCase> Run::close_pending(KernelFacts kernel)
{
	if (!pending_)
		return std::nullopt;
	const std::size_t number = pending_->number;
	const std::string &id = plan_.cases[number].test.id;
	pending_->ran.facts.kernel = std::move(kernel);
	ReportedCase closed{id, result_of(*pending_), info_.reproduce(id)};
	pending_.reset();
	tools_.journal.case_end(number, closed.result);
	report_.cases.push_back(closed);
	return closed;
}

CaseResult Run::result_of(const Pending &pending) const
{
	CaseResult result{.start = pending.start, .end = pending.end};
	const PlannedCase &planned = plan_.cases[pending.number];
	if (planned.settled) {
		result.verdict = *planned.settled;
		return result;
	}
	result.verdict = judge(pending.ran.facts);
	result.verdict.expected = tools_.expectations.of(planned.test.id);
	result.pid = pending.ran.pid;
	result.return_code = pending.ran.return_code;
	result.isolation = name_of(pending.ran.isolation);
	return result;
}

} // namespace cf
