// SPDX-License-Identifier: MIT
#include <csignal>
#include <optional>
#include <stdexcept>

#include <sys/utsname.h>

#include <fmt/format.h>

#include "cli/commands.h"
#include "engine/run.h"
#include "system/event/wait_status.h"
#include "plan/describe_run.h"
#include "progress/summary.h"
#include "progress/terminal.h"
#include "results/results_directory.h"
#include "results/results_file.h"

namespace cf
{

namespace
{

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
	if (const std::string left_out = describe_left_out(plan); !left_out.empty())
		complain(left_out);
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
		complain(fmt::format(
			"results.json is not written: {}; what has finished is in {}/journal",
			error.what(), directory));
		return false;
	}
}

// Holds what a run needs until its last word.
class RunCommand
{
public:
	explicit RunCommand(const RunSettings &settings)
		: settings_(settings), filters_(settings.filters),
		  expectations_(settings.expect, kernel_release())
	{
		if (!settings.dry_run)
			directory_.emplace(settings.results);
		// The reader of our standard output may leave; the run goes on.
		std::signal(SIGPIPE, SIG_IGN);
	}

	int carry_out()
	{
		const Survey survey = survey_machine(loop_, children_, stop_,
			{.tests = settings_.tests,
				.filters = &filters_,
				.devices = !settings_.dry_run || !settings_.require.empty(),
				.limit = settings_.timeout});
		if (stop_.received()) {
			complain(fmt::format("stopped by {} before the first case",
				describe_signal(stop_.received())));
			return kNotFinished;
		}
		const RunPlan plan = make_plan(survey, filters_, settings_);
		if (settings_.dry_run) {
			print_plan(plan);
			return kAsExpected;
		}
		if (const std::string left_out = describe_left_out(plan); !left_out.empty())
			show(left_out + "\n");
		if (!survey.devices_trouble.empty())
			complain("no device table: " + survey.devices_trouble);
		return run(survey, plan);
	}

private:
	int run(const Survey &survey, const RunPlan &plan)
	{
		KernelWatch watch(loop_);
		const RunInfo info = describe_run(settings_, survey, plan,
			open_kernel_log(watch, settings_.watch_kernel_log));
		JournalWriter journal(directory_->journal());
		journal.run_start(info);
		Progress progress(plan.cases.size(), output_is_terminal());
		CaseLauncher launcher(
			loop_, children_, survey.catalog.programs, settings_.isolation);
		const RunReport report =
			Run({loop_, children_, stop_, watch, journal, progress, expectations_},
				plan, info, launcher, settings_.timeout)
				.execute();
		const bool written = close_results(journal, report, directory_->path());
		show(summarize(report, directory_->path()));
		return written ? report.exit_status() : kNotFinished;
	}

	const RunSettings &settings_;
	FilterList filters_;
	Expectations expectations_;
	std::optional<ResultsDirectory> directory_;
	EventLoop loop_;
	Children children_{loop_};
	StopSignals stop_{loop_};
};

} // namespace

int run_command(const RunSettings &settings)
{
	return RunCommand(settings).carry_out();
}

} // namespace cf
