// SPDX-License-Identifier: MIT
#include "cli/session/run_session.h"

#include <algorithm>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>

#include <sys/utsname.h>
#include <unistd.h>

#include <fmt/format.h>

#include "cli/commands.h"
#include "cli/session/debugger.h"
#include "cli/session/live.h"
#include "engine/resume/resume.h"
#include "plan/describe_run.h"
#include "progress/terminal.h"
#include "results/results_file.h"
#include "system/event/wait_status.h"
#include "system/machine/memory_killer.h"
#include "text/usage_error.h"

namespace cf
{

namespace
{

constexpr const char *kRebootWanted = "/reboot-wanted";

std::string kernel_release()
{
	utsname names{};
	::uname(&names);
	return names.release;
}

void print_plan(const RunPlan &plan)
{
	std::string ids;
	for (const PlannedCase &planned : plan.cases)
		ids += planned.test.id + "\n";
	show(ids);
}

// What the results say about the watching of the kernel log.
std::string open_kernel_log(KernelWatch &watch, bool wanted)
{
	if (!wanted)
		return "not watched: --kmsg off";
	const Status opened = watch.try_open_log();
	if (opened.ok())
		return "watched";
	std::string why = fmt::format(
		"not watched: {} failed with {}", opened.failure().context, opened.error().name());
	complain(fmt::format("kernel log {}, so kernel warnings go unnoticed; run as root, or with "
			     "CAP_SYSLOG and the right to read and write /dev/kmsg",
		why));
	return why;
}

std::optional<LeakDetector> open_leak_detector(const RunSettings &settings)
{
	if (settings.leaks == LeakSearch::never || settings.dry_run)
		return std::nullopt;
	Result<LeakDetector> opened = LeakDetector::try_open();
	if (!opened.ok())
		throw UsageError(
			fmt::format("--kmemleak: {} failed with {}; it takes root, debugfs "
				    "and a kernel with CONFIG_DEBUG_KMEMLEAK",
				opened.failure().context, opened.error().name()));
	return std::move(opened).take();
}

std::optional<Watchdog> open_watchdog(const RunSettings &settings)
{
	if (!settings.watchdog)
		return std::nullopt;
	Result<Watchdog> watchdog = Watchdog::try_open();
	if (!watchdog.ok())
		throw UsageError(fmt::format("--watchdog: cannot open /dev/watchdog: {}",
			watchdog.failure().error.name()));
	return std::move(watchdog).take();
}

void protect_from_memory_killer(const RunSettings &settings)
{
	if (!settings.oom_score)
		return;
	if (const Status set = try_set_oom_score(*settings.oom_score); !set.ok())
		throw UsageError(
			fmt::format("--oom-score {}: {}", *settings.oom_score, set.error().name()));
}

// False, and a line about it, when the results can't be written any more.
bool close_results(JournalWriter &journal, const RunReport &report, const std::string &directory)
{
	try {
		journal.run_end({.end = epoch_seconds(),
			.exit_status = report.exit_status(),
			.finished = report.finished(),
			.why = report.stopped_because});
		write_results_file(directory);
		return true;
	} catch (const std::runtime_error &error) {
		complain(fmt::format("results.json is not written: {}; what has finished is in "
				     "{}/journal, and crossfence resume {} goes on from there",
			error.what(), directory, directory));
		return false;
	}
}

} // namespace

RunSession::RunSession(
	const RunSettings &settings, std::optional<UnfinishedRun> unfinished, LiveFormat format)
	: settings_(settings), format_(format), unfinished_(std::move(unfinished)),
	  filters_(settings.filters),
	  expectations_(settings.expect, kernel_release(), settings.board),
	  leaks_(open_leak_detector(settings))
{
	const auto &required = expectations_.required();
	settings_.require.insert(settings_.require.end(), required.begin(), required.end());
	if (!settings.dry_run && !settings.debug)
		directory_.emplace(settings.results,
			unfinished_ ? ResultsDirectory::Use::go_on : ResultsDirectory::Use::begin);
	// The reader of our standard output may leave, and a file may grow too big: both are
	// errors of a call, not the end of the run.
	std::signal(SIGPIPE, SIG_IGN);
	std::signal(SIGXFSZ, SIG_IGN);
}

int RunSession::carry_out(Aftermath aftermath)
{
	if (settings_.fifo)
		::setenv("CROSSFENCE_FIFO", std::to_string(*settings_.fifo).c_str(), 1);
	const Survey found = survey();
	if (stop_.received()) {
		complain(fmt::format(
			"stopped by {} before the first case", describe_signal(stop_.received())));
		return kNotFinished;
	}
	const RunPlan todo = plan(found);
	const std::string left_out = describe_left_out(todo);
	if (settings_.dry_run) {
		print_plan(todo);
		if (!left_out.empty())
			complain(left_out);
		return kAsExpected;
	}
	if (settings_.debug)
		become_debugger(found, todo, settings_);
	if (!left_out.empty())
		show(left_out + "\n");
	if (!found.devices_trouble.empty())
		complain("no device table: " + found.devices_trouble);
	return run(found, todo, std::move(aftermath));
}

Survey RunSession::survey()
{
	return survey_machine(loop_, children_, stop_,
		{.tests = settings_.tests,
			.filters = &filters_,
			.devices = !settings_.dry_run || !settings_.require.empty(),
			.limit = settings_.timeout});
}

RunPlan RunSession::plan(const Survey &survey)
{
	RunPlan plan = make_plan(survey, filters_, settings_);
	expectations_.know_devices(survey.devices);
	settle_skips(plan, expectations_);
	return unfinished_ ? plan_to_go_on(*unfinished_, std::move(plan)) : plan;
}

JournalWriter RunSession::open_journal(const RunInfo &info)
{
	if (unfinished_)
		return JournalWriter::reopen(directory_->journal());
	JournalWriter journal(directory_->journal());
	journal.run_start(info);
	return journal;
}

History RunSession::earlier_part(const RunInfo &info, JournalWriter &journal, Aftermath aftermath)
{
	if (!unfinished_)
		return {};
	journal.run_resumed({.time = info.start,
		.command_line = settings_.command_line,
		.kernel = info.kernel,
		.boot = info.boot});
	std::error_code ignored;
	std::filesystem::remove(directory_->path() + kRebootWanted, ignored);
	aftermath.boot = info.boot;
	return bury_casualties(*unfinished_, aftermath, journal);
}

int RunSession::run(const Survey &survey, const RunPlan &plan, Aftermath aftermath)
{
	protect_from_memory_killer(settings_);
	std::optional<Watchdog> watchdog = open_watchdog(settings_);
	settings_.results = directory_->path();
	std::optional<CaseTracer> tracer;
	if (settings_.trace)
		tracer.emplace(settings_.results);
	if (!settings_.wrapper.empty())
		std::filesystem::create_directories(settings_.results + "/strace");
	if (leaks_) {
		// What was lost before is not the run's: the log is not open yet.
		show("kmemleak: setting aside what was lost before this run\n");
		leaks_->look([this](Clock::time_point until) { loop_.turn(until); });
	}
	KernelWatch watch(loop_);
	const RunInfo info = describe_run(
		settings_, survey, plan, open_kernel_log(watch, settings_.watch_kernel_log));
	JournalWriter journal = open_journal(info);
	History earlier = earlier_part(info, journal, std::move(aftermath));
	Live live(format_, {info, settings_, unfinished_ ? &*unfinished_ : nullptr}, journal);
	RunReport report = Run({loop_, children_, stop_, watch, journal, live.progress(),
				       expectations_, watchdog ? &*watchdog : nullptr,
				       tracer ? &*tracer : nullptr, leaks_ ? &*leaks_ : nullptr},
		{plan, info, settings_, survey.catalog.programs}, std::move(earlier))
				   .execute();
	if (unfinished_) {
		std::ranges::copy(unfinished_->between_cases,
			std::inserter(report.between_cases, report.between_cases.begin()));
		report.seconds = epoch_seconds() - unfinished_->start;
	}
	const bool written = close_results(journal, report, directory_->path());
	// For whoever can boot the machine: ci/vm, or a farm.
	if (report.reboot_wanted)
		std::ofstream(directory_->path() + kRebootWanted);
	live.finish(report, directory_->path(), written);
	if (tracer && plan.cases.size() == 1 && format_ == LiveFormat::console)
		show(tracer->summary());
	return written ? report.exit_status() : kNotFinished;
}

} // namespace cf
