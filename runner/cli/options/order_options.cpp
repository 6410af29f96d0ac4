// SPDX-License-Identifier: MIT
#include <charconv>
#include <cstdlib>
#include <random>

#include <unistd.h>

#include <fmt/format.h>

#include "cli/options/commands.h"
#include "text/usage_error.h"

namespace cf
{

namespace
{

constexpr long kMost = 1'000'000;

void check_count(std::string_view option, long value, long least)
{
	if (value < least || value > kMost)
		throw UsageError(
			fmt::format("{} takes a number from {} to {}", option, least, kMost));
}

template <typename Number>
bool parse_whole(std::string_view text, Number &number)
{
	const char *end = text.data() + text.size();
	const auto parsed = std::from_chars(text.data(), end, number);
	return parsed.ec == std::errc{} && parsed.ptr == end;
}

void understand_shard(const std::string &text, RunSettings &run)
{
	const std::size_t slash = text.find('/');
	if (slash == std::string::npos ||
		!parse_whole(std::string_view(text).substr(0, slash), run.shard) ||
		!parse_whole(std::string_view(text).substr(slash + 1), run.shards) ||
		run.shard < 1 || run.shard > run.shards)
		throw UsageError(
			fmt::format("--shard takes I/N with I from 1 to N, not '{}'", text));
}

std::uint64_t understand_seed(const std::string &text)
{
	std::uint64_t seed = 0;
	// Short enough to be typed again.
	if (text == "random")
		return std::random_device()();
	if (!parse_whole(text, seed))
		throw UsageError(fmt::format("--shuffle takes a number, not '{}'", text));
	return seed;
}

std::string find_program(const char *name)
{
	const char *path = std::getenv("PATH");
	std::string_view left = path ? path : "/usr/bin:/bin";
	while (!left.empty()) {
		const std::size_t end = std::min(left.find(':'), left.size());
		std::string candidate = fmt::format("{}/{}", left.substr(0, end), name);
		if (::access(candidate.c_str(), X_OK) == 0)
			return candidate;
		left.remove_prefix(std::min(end + 1, left.size()));
	}
	throw UsageError(fmt::format("{0} is not installed: apt-get install {0}", name));
}

// Under these each case is a process of its own.
void understand_debugging(RunWords &words)
{
	RunSettings &run = words.settings;
	if (words.gdb && words.strace)
		throw UsageError("--gdb and --strace exclude each other");
	run.debug = words.gdb;
	if (words.gdb)
		run.wrapper = {find_program("gdb"), "-q", "--args"};
	if (words.strace)
		run.wrapper = {find_program("strace"), "-f", "-tt", "-y", "-o", kTraceFile};
	if (!run.wrapper.empty())
		run.isolation = Isolation::exec;
}

} // namespace

void add_order(CLI::App &run, RunWords &words)
{
	RunSettings &options = words.settings;
	run.add_option("--jobs", words.jobs,
		   "cases that run side by side, apart from those that need the same device")
		->type_name("N");
	run.add_option("--shard", words.shard, "the share of the cases that is this machine's")
		->type_name("I/N");
	run.add_option("--history", options.history,
		   "results of an earlier run, by whose times shards are balanced")
		->type_name("DIR");
	run.add_option("--shuffle", words.shuffle, "mix the order; the same SEED, the same order")
		->expected(0, 1)
		->default_str("random")
		->type_name("[=SEED]");
	run.add_option("--repeat", words.repeat, "run all of it so many times")->type_name("N");
	run.add_flag("--until-fail", options.until_fail,
		"end with the first failure; with no --repeat, run until there is one");
	run.add_option("--retry", words.retry,
		   "run a failed case again at the end, up to N times; what then passes is flaky, "
		   "a "
		   "warning")
		->type_name("N");
	run.add_flag("--gdb", words.gdb, "run the one case that FILTER names in gdb");
	run.add_flag("--strace", words.strace, "write the system calls of each case to DIR/strace");
	run.add_option("--oom-score", options.oom_score,
		   "of this runner for the kernel's memory killer, -1000 to 1000; tests keep 0")
		->type_name("ADJ");
	run.add_option("--fifo", options.fifo,
		   "let the threads that measure run before all others, with priority 1 to 99 of "
		   "SCHED_FIFO")
		->check(CLI::Range(1, 99))
		->type_name("PRIO");
	run.add_option("--disk-limit", words.disk_limit, "end the run when its results take more")
		->type_name("MIB");
	run.add_flag("--cores", options.cores, "keep the core dump of each crash in DIR/cores");
	run.add_flag("--watchdog", options.watchdog,
		"keep /dev/watchdog fed while the run lasts, so that a dead machine reboots");
}

void understand_order(RunWords &words)
{
	RunSettings &run = words.settings;
	check_count("--jobs", words.jobs, 1);
	check_count("--retry", words.retry, 0);
	check_count("--repeat", words.repeat, 0);
	check_count("--disk-limit", words.disk_limit, 0);
	run.jobs = static_cast<unsigned>(words.jobs);
	run.retry = static_cast<unsigned>(words.retry);
	run.repeat = static_cast<unsigned>(words.repeat);
	run.disk_limit = static_cast<std::uint64_t>(words.disk_limit) << 20;
	if (run.until_fail && run.retry)
		throw UsageError("--until-fail and --retry contradict each other");
	if (!run.history.empty() && words.shard.empty())
		throw UsageError("--history is of use with --shard I/N only");
	if (!words.shard.empty())
		understand_shard(words.shard, run);
	understand_debugging(words);
	if (!words.shuffle.empty())
		run.shuffle = understand_seed(words.shuffle);
}

} // namespace cf
