// SPDX-License-Identifier: MIT
#include "report/model/test_entry.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "progress/run_report.h"

namespace cf
{
namespace
{

TEST(TestEntry, has_what_the_file_says)
{
	const auto value = nlohmann::json::parse(R"json({"result": "warn", "reason": "flaky: once",
		"time": {"start": 10, "end": 12.5}, "command": "crossfence run x", "out": "o",
		"err": "e", "isolation": "fork", "labels": ["stress"], "roles": ["vgem"],
		"notes": ["n", "does not count: error: t (h)"],
		"kmsg": [{"level": 4, "facility": 0, "seq": 1, "us": 2, "text": "k"}],
		"metrics": [{"name": "wake", "unit": "ns", "values": [1, null, 2.5]}],
		"expected": {"outcome": "fail", "reason": "known", "met": true, "sometimes": true},
		"attempts": [{"result": "fail", "reason": "once", "time": {"start": 10, "end": 11}},
			{"result": "pass", "reason": "", "kind": "retry"}],
		"kernel_reports": [{"kind": "error", "title": "t", "harmless": "h"}],
		"unwatched": ["lockdep"]})json");
	const TestEntry test = read_test_entry("crossfence@a@b@c", value);
	EXPECT_EQ(test.id, "a@b@c");
	EXPECT_EQ(test.outcome, Outcome::warn);
	EXPECT_TRUE(test.is_flaky());
	EXPECT_EQ(test.seconds(), 2.5);
	EXPECT_EQ(test.kernel_log.at(0).text, "k");
	EXPECT_EQ(test.metrics.at(0).values, (std::vector<double>{1, 2.5}));
	EXPECT_TRUE(test.expected->met && test.expected->sometimes);
	EXPECT_EQ(test.attempts.at(0).outcome, Outcome::fail);
	EXPECT_EQ(test.attempts.at(1).outcome, Outcome::pass);
	EXPECT_EQ(test.attempts.at(1).kind, "retry");
	EXPECT_EQ(test.kernel_reports.at(0).excuse, "h");
	EXPECT_EQ(test.unwatched, std::vector<std::string>{"lockdep"});
	EXPECT_EQ(test.notes, (std::vector<std::string>{"n", "not watched meanwhile: lockdep"}));
}

TEST(TestEntry, of_a_case_that_has_just_ended_says_the_same)
{
	Verdict verdict{.outcome = Outcome::dmesg_warn, .reason = "r", .notes = {"n"}};
	verdict.expected =
		Expected{.outcome = Outcome::dmesg_warn, .reason = "k", .sometimes = true};
	verdict.reports.push_back({.kind = ReportKind::kasan, .title = "t", .excuse = "h"});
	verdict.unwatched = {"lockdep"};
	const TestEntry test = entry_of({.id = "a@b@c",
		.result = {.verdict = verdict, .start = 1, .end = 3, .isolation = "exec"},
		.reproduce = "crossfence run a@b@c"});
	EXPECT_EQ(test.id, "a@b@c");
	EXPECT_EQ(test.outcome, Outcome::dmesg_warn);
	EXPECT_EQ(test.reason, "r");
	EXPECT_EQ(test.seconds(), 2);
	EXPECT_EQ(test.command, "crossfence run a@b@c");
	EXPECT_EQ(test.isolation, "exec");
	EXPECT_EQ(test.notes, std::vector<std::string>{"n"});
	EXPECT_EQ(test.unwatched, std::vector<std::string>{"lockdep"});
	EXPECT_EQ(report_lines(test.kernel_reports, 1), "kasan: t (does not count: h)\n");
	EXPECT_TRUE(test.failed_as_expected() && test.expected->sometimes);
}

TEST(TestEntry, does_without_what_piglit_does_not_write)
{
	const auto value = nlohmann::json::parse(R"({"result": "odd", "time": null, "out": null})");
	const TestEntry test = read_test_entry("spec@x", value);
	EXPECT_EQ(test.id, "spec@x");
	EXPECT_EQ(test.outcome, Outcome::incomplete);
	EXPECT_EQ(test.seconds(), 0);
	EXPECT_FALSE(test.expected);
}

TEST(TestEntry, survives_numbers_that_make_no_sense)
{
	const auto value = nlohmann::json::parse(R"({"result": "pass",
		"time": {"start": -5, "end": 1e308},
		"metrics": [{"name": "m", "values": [1e308, -1e308]}]})");
	const TestEntry test = read_test_entry("a", value);
	EXPECT_EQ(test.start, 0);
	EXPECT_LT(test.end, 1e12);
	EXPECT_EQ(test.metrics.at(0).values, (std::vector<double>{1e300, -1e300}));
}

TEST(TestEntry, counts_against_the_run_as_the_verdict_did)
{
	TestEntry test{.outcome = Outcome::fail};
	EXPECT_TRUE(test.counts_against_run());
	test.expected = Foreseen{.met = true};
	EXPECT_FALSE(test.counts_against_run());
	EXPECT_TRUE(test.failed_as_expected());
	test.outcome = Outcome::pass;
	test.expected->met = false;
	EXPECT_TRUE(test.counts_against_run());
	EXPECT_FALSE(test.failed_as_expected());
}

TEST(TestName, has_folder_and_program_whatever_the_id)
{
	const TestName whole = split_id("import@content@sees@vgem_to_cpu");
	EXPECT_EQ(whole.group, "import@content");
	EXPECT_EQ(whole.folder, "import");
	EXPECT_EQ(whole.program, "content");
	EXPECT_EQ(whole.rest, "sees@vgem_to_cpu");
	EXPECT_EQ(whole.parameter, "vgem_to_cpu");
	const TestName two = split_id("require@vgem");
	EXPECT_EQ(two.group, "require");
	EXPECT_EQ(two.program, "require");
	EXPECT_EQ(two.rest, "vgem");
	EXPECT_EQ(split_id("alone").rest, "alone");
	EXPECT_EQ(split_id("a@b@c").parameter, "");
}

} // namespace
} // namespace cf
