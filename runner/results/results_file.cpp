// SPDX-License-Identifier: MIT
#include "results/results_file.h"

#include "results/atomic_file.h"
#include "results/measured/metrics_csv.h"
#include "results/measured/samples_file.h"
#include "results/measured/scaling.h"
#include "results/piglit/test_result.h"
#include "results/piglit/totals.h"
#include "results/replay.h"

namespace cf
{

namespace
{

using nlohmann::json;

std::string dumped(const json &value)
{
	return value.dump(-1, ' ', false, json::error_handler_t::replace);
}

json devices_by_role(const json &run_start)
{
	json devices = json::object();
	for (const json &device : run_start.at("devices"))
		devices[device.at("role").get<std::string>()] = device;
	return devices;
}

json scaling_json(const json &metrics)
{
	std::vector<Measurement> measurements;
	for (const json &metric : metrics)
		measurements.push_back(read_measurement(metric));
	json list = json::array();
	for (const Scaling &scaling : scalings_of(measurements))
		list.push_back({{"name", scaling.name}, {"exponent", scaling.exponent},
			{"from", scaling.from}, {"to", scaling.to}, {"sizes", scaling.sizes}});
	return list;
}

json joined(const json &interludes, const char *key)
{
	json all = json::array();
	for (const json &interlude : interludes)
		all.insert(all.end(), interlude.at(key).begin(), interlude.at(key).end());
	return all;
}

// What comes behind the tests, as "key":value pairs.
json run_keys(const ReplayedRun &run, const Totals &totals)
{
	const json &start = run.start;
	const json end = run.end.is_object() ? run.end : json::object();
	json object{{"__type__", "TestrunResult"}, {"results_version", 10},
		{"name", start.at("name")}, {"options", start.at("options")}};
	// piglit wants an object of objects here.
	object["info"] = {
		{"system",
			{{"uname", start.at("kernel")}, {"kernel_log", start.at("kernel_log")},
				{"command_line", start.at("command_line")}}},
		{"versions", start.at("versions")}, {"devices", devices_by_role(start)}};
	object["time_elapsed"] = {{"__type__", "TimeAttribute"}, {"start", start.at("time")},
		{"end", end.value("time", start.at("time"))}};
	object["totals"] = totals.to_json();
	object["finished"] = end.value("finished", false);
	object["exit_status"] = end.value("exit_status", json());
	object["stopped_because"] = end.value("why", "the runner was killed");
	object["resumed"] = run.resumed;
	object["kernel_reports"] = joined(run.interludes, "kernel_reports");
	object["kmsg"] = joined(run.interludes, "records");
	object["damaged_journal_records"] = run.damaged;
	return object;
}

} // namespace

void write_results_file(const std::string &directory)
{
	AtomicFile file(directory + "/results.json");
	SamplesFile samples(directory);
	MetricsCsv csv(directory);
	Totals totals;
	bool first = true;
	// One test a line, so that line tools can work on the file too.
	file.write("{\"tests\":{");
	const ReplayedRun run = replay_journal(directory + "/journal", [&](const TestRecord &test) {
		PiglitEntry entry = piglit_entry(test);
		entry.value["scaling"] = scaling_json(entry.value["metrics"]);
		samples.take_values(entry.value["metrics"]);
		csv.add(test.declared.at("id"), entry.value["metrics"]);
		totals.add(entry.name, entry.outcome);
		file.write(first ? "\n" : ",\n");
		file.write(dumped(entry.name) + ":" + dumped(entry.value));
		first = false;
	});
	file.write("\n}");
	const json keys = run_keys(run, totals);
	for (const auto &[key, value] : keys.items())
		file.write(",\n" + dumped(key) + ":" + dumped(value));
	file.write("\n}\n");
	// results.json last: as long as it is older than the journal, all of them are made anew.
	samples.commit();
	csv.commit();
	file.commit();
}

} // namespace cf
