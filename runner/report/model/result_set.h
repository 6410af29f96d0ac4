// SPDX-License-Identifier: MIT
#pragma once

#include <map>
#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "catalog/device.h"
#include "report/model/test_entry.h"

// A run as reports see it: put together from one results directory or from several
// that are shards or resumed parts of it.

namespace cf
{

// One results directory.
struct RunPart {
	std::string path; // as it was given
	std::string name;
	std::string kernel; // as uname -a says it
	std::string kernel_log;
	std::string command_line;
	std::map<std::string, std::string> versions;
	double start = 0;
	double end = 0;
	bool finished = false;
	std::string stopped_because;
	std::vector<KernelReportEntry> kernel_reports; // those that are no test's

	std::string kernel_release() const;
};

struct ResultSet {
	std::vector<RunPart> parts;
	std::vector<Device> devices;  // of all parts, by role
	std::vector<TestEntry> tests; // by id
	std::size_t in_several = 0;   // tests that more than one part has a result of

	std::map<Outcome, std::size_t> counts() const;
	bool finished() const;

	// The kernels of the parts, each once: "6.12.95 and 7.2.12".
	std::string kernels() const;
};

// One results.json as a run of one part. Throws nlohmann::json::exception for a file
// of another shape.
ResultSet parse_results(const std::string &path, const nlohmann::json &results);

// Reads results directories (or results.json files) and merges them. Throws UsageError that
// says what is wrong with which.
ResultSet load_results(const std::vector<std::string> &paths);

} // namespace cf
