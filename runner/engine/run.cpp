// SPDX-License-Identifier: MIT
#include "engine/run.h"

#include <algorithm>
#include <stdexcept>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "plan/describe_run.h"
#include "system/event/wait_status.h"

namespace cf
{

Run::Run(const Tools &tools, const What &what, History history)
	: tools_(tools), what_(what), agenda_(what.plan, what.settings, std::move(history))
{
	for (unsigned job = 0; job < what.settings.jobs; ++job)
		slots_.push_back(std::make_unique<Slot>(tools.loop, tools.children, job));
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
	report_.cases = agenda_.history().results(what_.plan, what_.info);
	report_.not_run = what_.plan.cases.size() - report_.cases.size();
	report_.seconds = std::chrono::duration<double>(Clock::now() - begun).count();
	return std::move(report_);
}

void Run::run_cases()
{
	while (find_more_to_do()) {
		for (const auto &slot : slots_)
			if (!slot->flight || slot->flight->report)
				turn_over(*slot);
		wait();
	}
	look_for_leaks(LeakSearch::once);
	tools_.watch.settle();
	attribute_log("end of the run");
}

bool Run::find_more_to_do()
{
	obey_stop();
	if (!agenda_.schedule().empty() || anything_in_flight())
		return true;
	if (!report_.finished())
		return false;
	tools_.progress.expect(agenda_.refill());
	obey_stop();
	return !agenda_.schedule().empty();
}

void Run::obey_stop()
{
	const bool left = !agenda_.schedule().empty();
	if (tools_.stop.received() && report_.finished() && left)
		report_.stopped_because = describe_signal(tools_.stop.received());
	if (!report_.finished())
		agenda_.schedule().clear();
}

bool Run::anything_in_flight() const
{
	return std::ranges::any_of(
		slots_, [](const auto &slot) { return slot->flight != nullptr; });
}

// Gives when they are to be done again.
Clock::time_point Run::do_chores()
{
	const auto shown = tools_.progress.tick();
	return tools_.watchdog ? std::min(shown, tools_.watchdog->feed()) : shown;
}

void Run::wait()
{
	auto deadline = do_chores();
	for (const auto &slot : slots_) {
		// What has been decided without a process, or failed at once, is not waited for.
		if (slot->flight && slot->flight->report)
			return;
		deadline = std::min(deadline, slot->worker.deadline());
	}
	if (anything_in_flight())
		tools_.loop.turn(deadline);
	for (const auto &slot : slots_)
		slot->worker.check();
	if (!tools_.stop.received() || stop_passed_on_)
		return;
	stop_passed_on_ = true;
	for (const auto &slot : slots_)
		slot->worker.stop(tools_.stop.received());
}

void Run::give_up(const char *why)
{
	report_.stopped_because = why;
	for (const auto &slot : slots_) {
		if (!slot->flight)
			continue;
		const InFlight &flight = *slot->flight;
		CaseResult result{.verdict = {Outcome::incomplete, why, {}}, .start = flight.start};
		result.end = epoch_seconds();
		result.interrupted = true;
		agenda_.ended(flight.turn, std::move(result));
	}
	slots_.clear();
	sweep_orphans(tools_.children, slots_);
}

void Run::turn_over(Slot &slot)
{
	std::optional<ReportedCase> closed;
	if (slot.flight)
		closed = finish(slot);
	obey_stop();
	const std::optional<Turn> turn = agenda_.schedule().take(slot.program);
	if (!closed && !turn)
		return;
	if (turn)
		start(slot, *turn);
	tools_.journal.sync();
	if (closed)
		tools_.progress.case_ended(*closed);
	if (turn)
		launch(slot);
	tools_.progress.running(running());
}

// Throws std::system_error when the detector has gone off: nothing more would be found.
void Run::look_for_leaks(LeakSearch when)
{
	if (tools_.leaks && what_.settings.leaks == when)
		tools_.leaks->look([this](Clock::time_point until) {
			tools_.loop.turn(std::min(until, do_chores()));
		});
}

void Run::attribute_log(const std::string &label)
{
	const KernelFacts facts = tools_.watch.cut(label);
	if (share_out(facts, slots_))
		return;
	const Interlude interlude = judge_interlude(facts, label, tools_.expectations.harmless());
	if (!interlude.complaint.empty())
		report_.between_cases.push_back(interlude.complaint);
	if (!interlude.complaint.empty() || !interlude.log.empty())
		tools_.journal.interlude(interlude);
}

void Run::watch_on()
{
	tools_.watch.begin([this](std::span<const KmsgRecord> records) {
		for (const auto &slot : slots_)
			if (slot->flight)
				tools_.journal.kernel_log(slot->flight->turn.number, records);
	});
}

ReportedCase Run::finish(Slot &slot)
{
	const PlannedCase &planned = what_.plan.cases[slot.flight->turn.number];
	if (!planned.settled) {
		look_for_leaks(LeakSearch::each);
		tools_.watch.settle();
	}
	attribute_log("end of " + planned.test.id);
	const std::unique_ptr<InFlight> ended = std::move(slot.flight);
	watch_on();
	CaseResult result = judged(*ended, planned, tools_.expectations);
	if (tools_.tracer)
		tools_.tracer->keep(planned.test.id, result);
	const CaseReport &report = *ended->report;
	tools_.journal.case_end(ended->turn.number, result);
	const auto stop = reason_to_stop(report, result.verdict, what_.settings, tools_.journal);
	if (stop && report_.finished()) {
		report_.stopped_because = stop->why;
		report_.reboot_wanted = stop->reboot;
	}
	agenda_.ended(ended->turn, result);
	return {planned.test.id, result, what_.info.reproduce(planned.test.id)};
}

void Run::start(Slot &slot, const Turn &turn)
{
	const PlannedCase &planned = what_.plan.cases[turn.number];
	attribute_log("start of " + planned.test.id);
	if (tools_.tracer && !planned.settled)
		tools_.tracer->begin();
	slot.flight =
		std::make_unique<InFlight>(tools_.loop, tools_.journal, turn, epoch_seconds());
	slot.program = planned.test.program;
	tools_.journal.case_start(turn.number, slot.flight->start, turn.kind, slot.number);
	watch_on();
}

void Run::launch(Slot &slot)
{
	InFlight &flight = *slot.flight;
	const PlannedCase &planned = what_.plan.cases[flight.turn.number];
	if (planned.settled) {
		flight.report = CaseReport{};
		return;
	}
	const Program &program = what_.programs[planned.test.program];
	slot.worker.run(order_for(slot, planned.test, program, what_.settings),
		flight.channels.case_ends(), [this, &flight](CaseReport report) {
			// The wall clock may be set meanwhile; a duration must not notice.
			flight.seconds =
				std::chrono::duration<double>(Clock::now() - flight.begun).count();
			flight.report = std::move(report);
			if (tools_.tracer)
				tools_.tracer->end();
			if (flight.report->ending.kind == Ending::Kind::unknown)
				sweep_orphans(tools_.children, slots_);
		});
	flight.channels.close_case_ends();
}

std::string Run::running() const
{
	std::vector<std::string_view> ids;
	for (const auto &slot : slots_)
		if (slot->flight)
			ids.push_back(what_.plan.cases[slot->flight->turn.number].test.id);
	return fmt::format("{}", fmt::join(ids, "  "));
}

} // namespace cf
