// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "kernel/kmsg_record.h"
#include "report/model/kernel/kernel_report_entry.h"
#include "results/measured/measurement.h"
#include "verdict/outcome.h"

// One test of results.json as the reports want it. What a foreign or older file
// lacks is empty. Times are seconds since the epoch. Texts are as the file has
// them: each format escapes for itself.

namespace cf
{

struct ReportedCase;

struct Attempt {
	Outcome outcome = Outcome::notrun;
	std::string reason;
	double start = 0;
	double end = 0;
	std::string isolation;
	std::string kind; // "first", "repeat" or "retry"
};

// What an expectation file said of the test.
struct Foreseen {
	Outcome outcome = Outcome::fail;
	std::string reason;
	bool met = false;
	bool sometimes = false;
};

struct TestEntry {
	std::string id; // without "crossfence@"
	Outcome outcome = Outcome::notrun;
	std::string reason;
	double start = 0;
	double end = 0;
	std::string command; // reproduces it
	std::string isolation;
	std::string out;
	std::string err;
	std::vector<std::string> labels;
	std::vector<std::string> roles;
	std::vector<std::string> notes;
	std::vector<std::string> unwatched; // what was not watched meanwhile: "lockdep"
	std::vector<KmsgRecord> kernel_log;
	std::vector<KernelReportEntry> kernel_reports;
	std::vector<Measurement> metrics;
	std::vector<std::vector<Measurement>> measured_again; // in other parts of the run
	std::optional<Foreseen> expected;
	std::vector<Attempt> attempts; // empty when there was only one
	std::size_t part = 0;          // of the run: index into ResultSet::parts

	double seconds() const { return end - start; }

	// As dmesg -r shows it.
	std::string kernel_log_text() const;

	// Somebody has to look at it; the rule of Verdict::counts_against_run().
	bool counts_against_run() const
	{
		return expected ? !expected->met : is_unexpected(outcome);
	}

	// It went wrong, and an expectation file had said so.
	bool failed_as_expected() const
	{
		return is_unexpected(outcome) && expected && expected->met;
	}

	// Passed in the end, after an attempt that did not.
	bool is_flaky() const { return outcome == Outcome::warn && reason.starts_with("flaky: "); }
};

// Of a case that this process has run; what only the journal knows of it is empty.
TestEntry entry_of(const ReportedCase &reported);

// Of "start" or "end" in a "time" object; what no clock says is cut to the nearest that one may.
double time_in(const nlohmann::json &time, const char *key);

// `name` is its key in results.json. Throws nlohmann::json::exception.
TestEntry read_test_entry(const std::string &name, const nlohmann::json &value);

// "import@content@sees@vgem_to_cpu__1page" in its parts. An id of fewer than three
// ("require@vgem") has its folder as program, too.
struct TestName {
	std::string_view group; // what stands before the rest: "import@content"
	std::string_view folder;
	std::string_view program;
	std::string_view rest;      // "sees@vgem_to_cpu__1page"
	std::string_view parameter; // "vgem_to_cpu__1page"; may be empty
};

TestName split_id(std::string_view id);

} // namespace cf
