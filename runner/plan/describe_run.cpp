// SPDX-License-Identifier: MIT
#include "plan/describe_run.h"

#include <cstdlib>
#include <filesystem>

#include <sys/utsname.h>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/text_file.h"
#include "text/lines.h"

namespace cf
{

namespace
{

namespace fs = std::filesystem;

std::string kernel_name()
{
	utsname name{};
	::uname(&name);
	return fmt::format("{} {} {} {} {}", name.sysname, name.nodename, name.release,
		name.version, name.machine);
}

// Another one after every boot; empty where the kernel does not tell.
std::string boot_id()
{
	const auto id = try_read_text("/proc/sys/kernel/random/boot_id");
	return id.ok() ? std::string(first_line(id.value())) : std::string{};
}

// PRETTY_NAME of os-release(5), without its quotes.
std::string system_name()
{
	const Result<std::string> text = try_read_text("/etc/os-release");
	const std::string key = "PRETTY_NAME=";
	const std::size_t at = text.ok() ? text.value().find(key) : std::string::npos;
	if (at == std::string::npos)
		return "unknown";
	std::string value = text.value().substr(at + key.size());
	value.resize(std::min(value.find('\n'), value.size()));
	std::erase(value, '"');
	return value;
}

// In single quotes where a shell would not take it as it is.
std::string quoted(const std::string &word)
{
	if (!word.empty() &&
		word.find_first_not_of("abcdefghijklmnopqrstuvwxyz"
				       "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				       "0123456789@%+=:,./_-") == word.npos)
		return word;
	std::string text = "'";
	for (const char c : word)
		text += c == '\'' ? "'\\''" : std::string(1, c);
	return text + "'";
}

std::string reproduce_options(const RunSettings &settings)
{
	std::string text;
	if (settings.tests_given)
		text += " --tests " + quoted(fs::absolute(settings.tests).lexically_normal());
	if (settings.isolation != Isolation::fork)
		text += fmt::format(" --isolate {}", name_of(settings.isolation));
	if (settings.timeout != kDefaultTimeout)
		text += fmt::format(" --timeout {}", settings.timeout.count());
	if (!settings.allow.empty())
		text += fmt::format(" --allow {}", fmt::join(settings.allow, ","));
	if (!settings.watch_kernel_log)
		text += " --kmsg off";
	if (settings.leaks != LeakSearch::never)
		text += " --kmemleak each";
	if (settings.fifo)
		text += fmt::format(" --fifo {}", *settings.fifo);
	return text;
}

} // namespace

RunInfo describe_run(const RunSettings &settings, const Survey &survey, const RunPlan &plan,
	const std::string &kernel_log)
{
	RunInfo info;
	info.name = fs::absolute(settings.results).lexically_normal().filename();
	info.command_line = settings.command_line;
	info.start = epoch_seconds();
	info.kernel = kernel_name();
	info.boot = boot_id();
	info.settings = to_json_text(settings);
	info.versions = {{"crossfence", settings.version}, {"compiler", __VERSION__},
		{"system", system_name()}};
	info.kernel_log = kernel_log;
	info.devices = survey.devices;
	info.options = {{"tests", settings.tests},
		{"filters", fmt::format("{}", fmt::join(settings.filters, " "))},
		{"timeout", fmt::format("{}", settings.timeout.count())},
		{"isolate", std::string(name_of(settings.isolation))},
		{"require", fmt::format("{}", fmt::join(settings.require, ","))},
		{"allow", fmt::format("{}", fmt::join(settings.allow, ","))},
		{"left_out", describe_left_out(plan)}};
	if (const char *command = std::getenv("CROSSFENCE_COMMAND"))
		info.reproduce_command = command; // what boots the guest that this runs in
	info.reproduce_options = reproduce_options(settings);
	for (const PlannedCase &planned : plan.cases)
		info.cases.push_back(planned.test);
	return info;
}

double epoch_seconds()
{
	const auto now = std::chrono::system_clock::now().time_since_epoch();
	return std::chrono::duration<double>(now).count();
}

} // namespace cf
