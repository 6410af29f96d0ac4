// SPDX-License-Identifier: MIT
#include "report/model/result_set.h"

#include <algorithm>
#include <sstream>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include "report/model/merge.h"
#include "report/model/read_results.h"
#include "text/usage_error.h"

namespace cf
{

namespace
{

using nlohmann::json;

json part_of(const json &object, const char *key)
{
	return object.value(key, json::object());
}

RunPart parse_part(const std::string &path, const json &results)
{
	const json info = part_of(results, "info");
	const json system = part_of(info, "system");
	const json elapsed = part_of(results, "time_elapsed");
	RunPart part{.path = path,
		.name = results.value("name", ""),
		.kernel = system.value("uname", "unknown"),
		.kernel_log = system.value("kernel_log", "unknown"),
		.versions = info.value("versions", std::map<std::string, std::string>()),
		.start = time_in(elapsed, "start"),
		.end = time_in(elapsed, "end"),
		.finished = results.value("finished", true),
		.stopped_because = results.value("stopped_because", ""),
		.kernel_reports = read_kernel_reports(results)};
	part.command_line = fmt::format(
		"{}", fmt::join(system.value("command_line", std::vector<std::string>()), " "));
	return part;
}

std::vector<Device> parse_device_table(const json &table)
{
	std::string lines;
	for (const json &device : table)
		lines += device.dump() + "\n";
	return parse_devices(lines);
}

} // namespace

std::string RunPart::kernel_release() const
{
	std::istringstream words(kernel);
	std::string system;
	std::string node;
	std::string release;
	words >> system >> node >> release;
	return release.empty() ? kernel : release;
}

std::map<Outcome, std::size_t> ResultSet::counts() const
{
	std::map<Outcome, std::size_t> counts;
	for (const TestEntry &test : tests)
		++counts[test.outcome];
	return counts;
}

bool ResultSet::finished() const
{
	return std::ranges::all_of(parts, &RunPart::finished);
}

std::string ResultSet::kernels() const
{
	std::vector<std::string> releases;
	for (const RunPart &part : parts)
		if (const std::string release = part.kernel_release();
			std::ranges::find(releases, release) == releases.end())
			releases.push_back(release);
	return fmt::format("{}", fmt::join(releases, " and "));
}

ResultSet parse_results(const std::string &path, const json &results)
{
	ResultSet set;
	set.parts.push_back(parse_part(path, results));
	set.devices = parse_device_table(part_of(part_of(results, "info"), "devices"));
	for (const auto &[name, value] : results.at("tests").items())
		set.tests.push_back(read_test_entry(name, value));
	std::ranges::sort(set.tests, {}, &TestEntry::id);
	return set;
}

ResultSet load_results(const std::vector<std::string> &paths)
{
	ResultSet all;
	for (const std::string &path : paths) {
		try {
			merge_into(all, parse_results(path, read_results(path)));
		} catch (const json::exception &error) {
			throw UsageError(fmt::format("{} holds results of another shape than "
						     "crossfence writes: {}",
				path, error.what()));
		}
	}
	return all;
}

} // namespace cf
