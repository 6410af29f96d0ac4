// SPDX-License-Identifier: MIT
#include "engine/resume/resume.h"

#include <map>

#include "engine/resume/oops_log.h"
#include "kernel/report/kernel_report.h"
#include "plan/describe_run.h"

namespace cf
{

namespace
{

PlannedCase vanished(TestCase test)
{
	return {std::move(test),
		Verdict{Outcome::fail,
			"is not listed any more: the machine has changed since the run began, see "
			"crossfence devices",
			{}}};
}

std::string what_happened(const UnfinishedRun &run, const Aftermath &aftermath)
{
	if (!aftermath.machine_fault.empty())
		return "the machine failed while it ran: " + aftermath.machine_fault;
	if (run.boot != aftermath.boot)
		return "the machine went down while it ran";
	return "the runner was killed while it ran";
}

} // namespace

RunPlan plan_to_go_on(const UnfinishedRun &run, RunPlan fresh)
{
	std::map<std::string, PlannedCase> known;
	for (PlannedCase &planned : fresh.cases)
		known.emplace(planned.test.id, std::move(planned));
	RunPlan plan;
	plan.left_out = std::move(fresh.left_out);
	for (const TestCase &test : run.cases) {
		const auto found = known.find(test.id);
		plan.cases.push_back(
			found == known.end() ? vanished(test) : std::move(found->second));
	}
	return plan;
}

History bury_casualties(
	const UnfinishedRun &run, const Aftermath &aftermath, JournalWriter &journal)
{
	History history;
	for (const auto &[number, attempts] : run.attempts)
		for (const EndedAttempt &attempt : attempts)
			history.add(number, attempt);
	for (const Casualty &casualty : run.in_flight) {
		const std::string &id = run.cases.at(casualty.number).id;
		CaseResult result{.start = casualty.start, .end = casualty.start};
		result.isolation = "unknown";
		result.interrupted = !aftermath.machine_fault.empty();
		result.verdict = {
			.outcome = Outcome::incomplete, .reason = what_happened(run, aftermath)};
		const auto log = said_after_start_of(id, aftermath.oops_log);
		if (!log.empty())
			journal.kernel_log(casualty.number, log);
		result.verdict.reports = classify(log);
		for (const KernelReport &report : result.verdict.reports)
			result.verdict.reason += "\n" + describe(report);
		journal.case_end(casualty.number, result);
		history.add(casualty.number, {casualty.kind, std::move(result)});
	}
	journal.sync();
	return history;
}

} // namespace cf
