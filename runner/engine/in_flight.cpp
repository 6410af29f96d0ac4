// SPDX-License-Identifier: MIT
#include "engine/in_flight.h"

#include <filesystem>

#include <fmt/format.h>

#include "system/event/wait_status.h"
#include "system/process/sweep.h"

namespace cf
{

namespace
{

using namespace std::chrono_literals;

constexpr auto kTimeToDie = 10s;

// Where the cases of a slot dump core; empty: nowhere that is ours.
std::string core_directory(const RunSettings &settings, unsigned slot)
{
	if (!settings.cores)
		return {};
	std::string directory = fmt::format("{}/cores/{}", settings.results, slot);
	std::filesystem::create_directories(directory);
	return directory;
}

} // namespace

CaseResult judged(InFlight &ended, const PlannedCase &planned, const Expectations &expectations)
{
	CaseResult result{.start = ended.start, .end = ended.start + ended.seconds};
	if (planned.settled) {
		result.verdict = *planned.settled;
		return result;
	}
	const CaseReport &report = *ended.report;
	result.verdict = judge({.ending = report.ending,
				       .events = ended.channels.finish(),
				       .kernel = std::move(ended.kernel),
				       .left_behind = report.left_behind,
				       .unkillable = report.unkillable,
				       .notes = report.notes},
		expectations.harmless());
	if (ended.suspects > 1)
		result.verdict.notes.push_back(fmt::format(
			"the kernel said this while {} cases ran side by side", ended.suspects));
	result.verdict.expected = expectations.of(planned.test.id);
	result.pid = report.pid;
	result.return_code = report.return_code;
	result.isolation = name_of(report.isolation);
	result.interrupted = report.ending.kind == Ending::Kind::stopped;
	return result;
}

std::optional<StopReason> reason_to_stop(const CaseReport &report, const Verdict &verdict,
	const RunSettings &settings, const JournalWriter &journal)
{
	if (report.ending.kind == Ending::Kind::stopped)
		return StopReason{.why = describe_signal(report.ending.value)};
	if (!report.unkillable.empty())
		return StopReason{.why = report.unkillable.front() + " cannot be killed"};
	if (settings.disk_limit && journal.size() > settings.disk_limit)
		return StopReason{
			.why = fmt::format("its results take more than {} MiB (--disk-limit)",
				settings.disk_limit >> 20)};
	return demands_stop(verdict, settings.stop_policies);
}

CaseOrder order_for(
	const Slot &slot, const TestCase &test, const Program &program, const RunSettings &settings)
{
	return {.program = program.path,
		.id = test.id,
		.gtest_name = test.gtest_name,
		.isolation = settings.isolation,
		.timeout = settings.timeout,
		.fresh = slot.flight->turn.kind == AttemptKind::retry,
		.wrapper = settings.wrapper_for(test.id),
		.cores = core_directory(settings, slot.number)};
}

bool share_out(const KernelFacts &facts, std::span<const std::unique_ptr<Slot>> slots)
{
	std::vector<InFlight *> suspects;
	for (const auto &slot : slots)
		if (slot->flight)
			suspects.push_back(slot->flight.get());
	for (InFlight *suspect : suspects) {
		suspect->kernel.add(facts);
		if (!facts.log.empty())
			suspect->suspects = std::max(suspect->suspects, suspects.size());
	}
	return !suspects.empty();
}

void sweep_orphans(Children &children, std::span<const std::unique_ptr<Slot>> slots)
{
	PidSet workers;
	for (const auto &slot : slots)
		if (slot->worker.pid())
			workers.insert(slot->worker.pid());
	sweep_descendants(children, {}, Clock::now() + kTimeToDie, workers);
}

} // namespace cf
