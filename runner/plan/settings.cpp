// SPDX-License-Identifier: MIT
#include "plan/settings.h"

#include <algorithm>
#include <stdexcept>

#include <nlohmann/json.hpp>

#include "text/json_integer.h"

namespace cf
{

namespace
{

using nlohmann::json;

template <typename T>
json or_null(const std::optional<T> &value)
{
	return value ? json(*value) : json();
}

template <typename T>
std::optional<T> optional_of(const json &value)
{
	return value.is_null() ? std::nullopt : std::optional(integer_of<T>(value));
}

StopPolicy policy_of(const json &value)
{
	return static_cast<StopPolicy>(integer_of<int>(value));
}

RunSettings settings_of(const json &object)
{
	RunSettings settings;
	settings.filters = object.at("filters");
	settings.results = object.at("results");
	settings.tests = object.at("tests");
	settings.tests_given = object.at("tests_given");
	settings.timeout = std::chrono::seconds(integer_at<long>(object, "timeout"));
	settings.isolation = isolation_named(object.at("isolation").get<std::string>()).value();
	settings.require = object.at("require");
	settings.allow = object.at("allow");
	settings.expect = object.at("expect");
	settings.board = object.at("board");
	const json &policies = object.at("stop_policies");
	settings.stop_policies = {
		policy_of(policies.at(0)), policy_of(policies.at(1)), policy_of(policies.at(2))};
	settings.watch_kernel_log = object.at("watch_kernel_log");
	settings.leaks = leak_search_named(object.value("leaks", "never")).value();
	settings.jobs = integer_at<unsigned>(object, "jobs");
	settings.retry = integer_at<unsigned>(object, "retry");
	settings.repeat = integer_at<unsigned>(object, "repeat");
	settings.until_fail = object.at("until_fail");
	settings.shuffle = optional_of<std::uint64_t>(object.at("shuffle"));
	settings.wrapper = object.at("wrapper");
	settings.oom_score = optional_of<int>(object.at("oom_score"));
	settings.fifo = optional_of<int>(object.value("fifo", json()));
	settings.disk_limit = integer_at<std::uint64_t>(object, "disk_limit");
	settings.cores = object.at("cores");
	settings.trace = object.value("trace", false);
	settings.watchdog = object.at("watchdog");
	return settings;
}

} // namespace

std::vector<std::string> RunSettings::wrapper_for(const std::string &id) const
{
	std::vector<std::string> words = wrapper;
	std::ranges::replace(words, std::string(kTraceFile), results + "/strace/" + id);
	return words;
}

// What chose the cases (shard, history) is left out: their list is in the journal.
std::string to_json_text(const RunSettings &settings)
{
	const StopPolicies &policies = settings.stop_policies;
	return json{{"filters", settings.filters}, {"results", settings.results},
		{"tests", settings.tests}, {"tests_given", settings.tests_given},
		{"timeout", settings.timeout.count()}, {"isolation", name_of(settings.isolation)},
		{"require", settings.require}, {"allow", settings.allow},
		{"expect", settings.expect}, {"board", settings.board},
		{"stop_policies",
			{static_cast<int>(policies.on_taint),
				static_cast<int>(policies.on_lockdep_loss),
				static_cast<int>(policies.on_hung_task)}},
		{"watch_kernel_log", settings.watch_kernel_log}, {"leaks", name_of(settings.leaks)},
		{"jobs", settings.jobs}, {"retry", settings.retry}, {"repeat", settings.repeat},
		{"until_fail", settings.until_fail}, {"shuffle", or_null(settings.shuffle)},
		{"wrapper", settings.wrapper}, {"oom_score", or_null(settings.oom_score)},
		{"fifo", or_null(settings.fifo)}, {"disk_limit", settings.disk_limit},
		{"cores", settings.cores}, {"trace", settings.trace},
		{"watchdog", settings.watchdog}}
		.dump(-1, ' ', false, json::error_handler_t::replace);
}

RunSettings settings_from_json(const std::string &text)
{
	try {
		return settings_of(json::parse(text));
	} catch (const std::exception &error) {
		throw std::runtime_error(
			std::string("the settings in the journal make no sense: ") + error.what());
	}
}

} // namespace cf
