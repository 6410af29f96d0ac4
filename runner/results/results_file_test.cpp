// SPDX-License-Identifier: MIT
#include "results/results_file.h"

#include <filesystem>
#include <fstream>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "journal/journal_writer.h"

namespace cf
{
namespace
{

using namespace std::string_literals;

// Three cases: one with everything, one in flight, one that never started.
class ResultsFile : public testing::Test
{
protected:
	ResultsFile()
	{
		std::filesystem::remove_all(directory_);
		std::filesystem::create_directory(directory_);
		JournalWriter journal(directory_ + "/journal");
		journal.run_start({.name = "demo",
			.start = 100,
			.devices = {{.role = "vgem"}},
			.cases = {{.id = "a@b@done", .labels = {"stress"}, .roles = {"vgem"}},
				{.id = "a@b@flying"}, {.id = "a@b@idle"}}});
		journal.interlude({.until = "start of a@b@done",
			.log = {{.level = 3, .sequence = 6, .text = "late"}},
			.reports = {{.title = "late", .first = 6, .last = 6}},
			.complaint = "kernel: late"});
		write_finished_case(journal);
		journal.case_start(1, 102, AttemptKind::first, 0);
		journal.output(1, OutputStream::err, "so far");
		journal.sync();
	}
	~ResultsFile() override { std::filesystem::remove_all(directory_); }

	static void write_finished_case(JournalWriter &journal)
	{
		journal.case_start(0, 101, AttemptKind::first, 0);
		journal.output(0, OutputStream::out, "nul \0 bad \xff\n"s);
		journal.output(0, OutputStream::out, "tail", 99);
		journal.event_line(
			0, R"({"event":"metric","name":"wake","unit":"ns","values":[1]})");
		const KmsgRecord record{
			.level = 4, .sequence = 7, .microseconds = 5, .text = "oops"};
		journal.kernel_log(0, {&record, 1});
		journal.case_end(0,
			{.verdict = {Outcome::dmesg_warn, "kernel: oops", {"note"}},
				.start = 101,
				.end = 101.5,
				.pid = 4242,
				.return_code = 0,
				.isolation = "fork"});
	}

	nlohmann::json write_and_load()
	{
		write_results_file(directory_);
		return nlohmann::json::parse(std::ifstream(directory_ + "/results.json"));
	}

	std::string directory_ = testing::TempDir() + "results_file_test";
};

TEST_F(ResultsFile, is_a_piglit_result_of_version_10)
{
	const auto results = write_and_load();
	EXPECT_EQ(results["__type__"], "TestrunResult");
	EXPECT_EQ(results["results_version"], 10);
	EXPECT_EQ(results["name"], "demo");
	EXPECT_EQ(results["time_elapsed"]["start"], 100);
	EXPECT_EQ(results["totals"]["crossfence@a@b"]["dmesg-warn"], 1);
	EXPECT_EQ(results["info"]["devices"]["vgem"]["role"], "vgem");
	EXPECT_FALSE(std::filesystem::exists(directory_ + "/results.json.new"));
}

TEST_F(ResultsFile, has_all_that_is_known_of_a_test)
{
	const auto test = write_and_load()["tests"]["crossfence@a@b@done"];
	EXPECT_EQ(test["result"], "dmesg-warn");
	EXPECT_EQ(test["reason"], "kernel: oops");
	EXPECT_EQ(test["out"], "nul \\x00 bad \\xff\n\n[… 99 bytes left out here …]\ntail");
	EXPECT_EQ(test["dmesg"], "<4>[    0.000005] oops\n");
	EXPECT_EQ(test["kmsg"][0]["seq"], 7);
	EXPECT_EQ(test["metrics"][0]["name"], "wake");
	EXPECT_EQ(test["time"]["end"], 101.5);
	EXPECT_EQ(test["pid"][0], 4242);
	EXPECT_EQ(test["returncode"], 0);
	EXPECT_EQ(test["labels"][0], "stress");
	EXPECT_EQ(test["roles"][0], "vgem");
	EXPECT_EQ(test["notes"][0], "note");
	EXPECT_EQ(test["command"], "crossfence run a@b@done -o $(mktemp -d)");
}

TEST_F(ResultsFile, has_what_the_kernel_said_while_no_case_ran)
{
	const auto results = write_and_load();
	ASSERT_EQ(results["kernel_reports"].size(), 1U);
	EXPECT_EQ(results["kernel_reports"][0]["title"], "late");
	EXPECT_EQ(results["kmsg"][0]["seq"], 6);
}

TEST_F(ResultsFile, tells_started_from_untouched)
{
	const auto tests = write_and_load()["tests"];
	EXPECT_EQ(tests["crossfence@a@b@flying"]["result"], "incomplete");
	EXPECT_EQ(tests["crossfence@a@b@flying"]["err"], "so far");
	EXPECT_EQ(tests["crossfence@a@b@idle"]["result"], "notrun");
	EXPECT_EQ(tests.size(), 3U);
}

} // namespace
} // namespace cf
