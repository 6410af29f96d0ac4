// SPDX-License-Identifier: MIT
#include <fmt/format.h>

#include "cli/options/commands.h"
#include "text/usage_error.h"

namespace cf
{

namespace
{

void add_policy(CLI::App &run, const char *option, std::string &word, const char *what)
{
	run.add_option(option, word, what)->capture_default_str()->type_name("WHAT");
}

StopPolicy understand_policy(std::string_view option, const std::string &word)
{
	const auto policy = stop_policy_named(word);
	if (!policy)
		throw UsageError(
			fmt::format("{} takes continue, stop or reboot, not '{}'", option, word));
	return *policy;
}

void understand_leak_search(RunWords &words)
{
	const auto search = leak_search_named(words.kmemleak);
	if (!search)
		throw UsageError(fmt::format(
			"--kmemleak takes each, once or never, not '{}'", words.kmemleak));
	words.settings.leaks = *search;
	if (*search == LeakSearch::never)
		return;
	if (words.jobs > 1 && *search == LeakSearch::each)
		throw UsageError("--kmemleak each and --jobs exclude each other: what is lost "
				 "while several cases run is no case's");
	if (words.kmsg != "on")
		throw UsageError("--kmemleak and --kmsg off exclude each other: what is found "
				 "stands in the kernel log");
	if (words.gdb)
		throw UsageError("--kmemleak and --gdb exclude each other: gdb leaves no results");
}

} // namespace

void add_kernel_options(CLI::App &run, RunWords &words)
{
	run.add_option("--kmsg", words.kmsg, "watch the kernel log: on or off")
		->capture_default_str()
		->type_name("on|off");
	add_policy(run, "--on-taint", words.on_taint,
		"when a case taints the kernel: continue, stop, or reboot, which stops and asks "
		"for a fresh boot");
	add_policy(run, "--on-lockdep-loss", words.on_lockdep_loss,
		"the same when lockdep has switched itself off");
	add_policy(run, "--on-hung-task", words.on_hung_task,
		"the same when the kernel reports a hung task, a lockup or a stall");
	run.add_flag("--trace", words.settings.trace,
		"record the kernel's fences while each case runs, and say where the time went, in "
		"DIR/trace");
	run.add_option("--kmemleak", words.kmemleak,
		   "look for memory that the kernel has forgotten: each, behind each case (5 s or "
		   "more each), once, when the run has ended, or never")
		->capture_default_str()
		->type_name("WHEN");
	run.add_option("--board", words.settings.board,
		   "what expectation files take this machine for, in place of its firmware's word")
		->type_name("NAME");
}

void understand_kernel_options(RunWords &words)
{
	RunSettings &run = words.settings;
	if (run.trace && words.jobs > 1)
		throw UsageError(
			"--trace and --jobs exclude each other: what signals a fence may be "
			"an interrupt, which is no case's");
	if (run.trace && words.gdb)
		throw UsageError("--trace and --gdb exclude each other: gdb leaves no results");
	if (words.kmsg != "on" && words.kmsg != "off")
		throw UsageError(fmt::format("--kmsg takes on or off, not '{}'", words.kmsg));
	run.watch_kernel_log = words.kmsg == "on";
	understand_leak_search(words);
	run.stop_policies = {understand_policy("--on-taint", words.on_taint),
		understand_policy("--on-lockdep-loss", words.on_lockdep_loss),
		understand_policy("--on-hung-task", words.on_hung_task)};
}

} // namespace cf
