// SPDX-License-Identifier: MIT
#include "journal/unfinished_run.h"

#include <filesystem>
#include <fstream>

#include <gtest/gtest.h>

#include "journal/journal_writer.h"
#include "journal/record/record_line.h"
#include "text/usage_error.h"

namespace cf
{
namespace
{

CaseResult ended(Outcome outcome)
{
	return {.verdict = {.outcome = outcome, .reason = "x"},
		.start = 1,
		.end = 2,
		.isolation = "fork"};
}

class UnfinishedRunTest : public testing::Test
{
protected:
	UnfinishedRunTest()
	{
		std::filesystem::remove_all(directory_);
		std::filesystem::create_directory(directory_);
	}
	~UnfinishedRunTest() override { std::filesystem::remove_all(directory_); }

	JournalWriter begin() const
	{
		JournalWriter journal(directory_ + "/journal");
		journal.run_start({.start = 12.5,
			.boot = "first boot",
			.settings = "{}",
			.cases = {{.id = "a@b@c", .labels = {"stress"}, .locks = {"card"}},
				{.id = "a@b@d"}, {.id = "a@b@e"}}});
		return journal;
	}

	UnfinishedRun read() const { return read_unfinished_run(directory_); }

	std::string complaint() const
	{
		try {
			read();
		} catch (const UsageError &error) {
			return error.what();
		}
		return "";
	}

	std::string directory_ = testing::TempDir() + "unfinished_run_test";
};

TEST_F(UnfinishedRunTest, has_settings_and_cases_of_the_first_part)
{
	begin().run_resumed({.boot = "second boot"});
	const UnfinishedRun run = read();
	EXPECT_EQ(run.start, 12.5);
	EXPECT_EQ(run.settings, "{}");
	EXPECT_EQ(run.boot, "second boot");
	ASSERT_EQ(run.cases.size(), 3U);
	EXPECT_EQ(run.cases[0].id, "a@b@c");
	EXPECT_EQ(run.cases[0].labels, std::vector<std::string>{"stress"});
	EXPECT_EQ(run.cases[0].locks, std::vector<std::string>{"card"});
	EXPECT_TRUE(run.attempts.empty() && run.in_flight.empty());
}

TEST_F(UnfinishedRunTest, tells_what_has_ended_from_what_was_in_flight)
{
	JournalWriter journal = begin();
	journal.case_start(0, 1, AttemptKind::repeat, 0);
	journal.case_start(1, 1.5, AttemptKind::first, 1);
	journal.case_end(0, ended(Outcome::fail));
	journal.case_start(2, 2, AttemptKind::retry, 0);
	journal.sync();
	const UnfinishedRun run = read();
	ASSERT_EQ(run.attempts.size(), 1U);
	EXPECT_EQ(run.attempts.at(0).at(0).kind, AttemptKind::repeat);
	EXPECT_EQ(run.attempts.at(0).at(0).result.verdict.outcome, Outcome::fail);
	ASSERT_EQ(run.in_flight.size(), 2U);
	EXPECT_EQ(run.in_flight[0].number, 2U);
	EXPECT_EQ(run.in_flight[0].kind, AttemptKind::retry);
	EXPECT_EQ(run.in_flight[1].number, 1U);
	EXPECT_EQ(run.in_flight[1].start, 1.5);
}

TEST_F(UnfinishedRunTest, a_case_whose_slot_has_started_another_was_not_in_flight)
{
	JournalWriter journal = begin();
	journal.case_start(0, 1, AttemptKind::first, 0);
	journal.case_start(1, 2, AttemptKind::first, 0);
	journal.sync();
	const UnfinishedRun run = read();
	ASSERT_EQ(run.in_flight.size(), 1U);
	EXPECT_EQ(run.in_flight[0].number, 1U);
	EXPECT_TRUE(run.attempts.empty());
}

TEST_F(UnfinishedRunTest, a_verdict_comes_back_with_all_that_decides)
{
	JournalWriter journal = begin();
	CaseResult flake = ended(Outcome::crash);
	flake.verdict.expected = Expected{.reason = "y", .sometimes = true, .any_failure = true};
	flake.verdict.unwatched = {"lockdep"};
	journal.case_end(0, flake);
	CaseResult stopped = ended(Outcome::incomplete);
	stopped.interrupted = true;
	journal.case_end(1, stopped);
	journal.sync();
	const UnfinishedRun run = read();
	const Verdict &verdict = run.attempts.at(0).at(0).result.verdict;
	EXPECT_EQ(verdict.outcome, Outcome::crash);
	EXPECT_FALSE(verdict.counts_against_run());
	EXPECT_EQ(verdict.expected->reason, "y");
	EXPECT_EQ(verdict.unwatched, std::vector<std::string>{"lockdep"});
	EXPECT_TRUE(run.attempts.at(1).at(0).result.interrupted);
	EXPECT_TRUE(run.attempts.at(1).at(0).result.verdict.counts_against_run());
}

TEST_F(UnfinishedRunTest, a_case_that_the_run_does_not_have_is_none)
{
	JournalWriter journal = begin();
	journal.case_start(3, 1, AttemptKind::first, 0);
	journal.case_end(4, ended(Outcome::pass));
	journal.sync();
	const UnfinishedRun run = read();
	EXPECT_TRUE(run.in_flight.empty());
	EXPECT_TRUE(run.attempts.empty());
}

TEST_F(UnfinishedRunTest, a_damaged_record_costs_what_it_said)
{
	JournalWriter journal = begin();
	journal.case_end(0, ended(Outcome::pass));
	journal.sync();
	std::ofstream(directory_ + "/journal", std::ios::app) << "0badc0de {\"t\":\"end\"}\n";
	EXPECT_EQ(read().damaged, 1U);
	EXPECT_EQ(read().attempts.size(), 1U);
}

TEST_F(UnfinishedRunTest, what_is_no_run_is_refused_with_a_reason)
{
	EXPECT_NE(complaint().find("holds no run to go on with: No such file"), std::string::npos);
	std::ofstream(directory_ + "/journal") << "";
	EXPECT_NE(complaint().find("ends before the first case"), std::string::npos);
	std::ofstream(directory_ + "/journal") << to_record_line(R"({"t":"run-start"})");
	EXPECT_NE(complaint().find("of another version"), std::string::npos);
}

} // namespace
} // namespace cf
