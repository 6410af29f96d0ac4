// SPDX-License-Identifier: MIT
#include "engine/resume/resume.h"

#include <filesystem>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "journal/journal_reader.h"

namespace cf
{
namespace
{

UnfinishedRun run_of(std::initializer_list<const char *> ids)
{
	UnfinishedRun run{.settings = "{}", .boot = "old boot"};
	for (const char *id : ids)
		run.cases.push_back({.id = id});
	return run;
}

TEST(PlanToGoOn, has_the_cases_and_the_order_of_the_run)
{
	RunPlan fresh;
	for (const char *id : {"a", "b", "new"})
		fresh.cases.push_back({{.id = id, .program = 5}, std::nullopt});
	fresh.cases[0].settled = Verdict{.outcome = Outcome::skip, .reason = "left out"};
	fresh.left_out = {{"hunt", 2}};
	const RunPlan plan = plan_to_go_on(run_of({"b", "gone", "a"}), fresh);
	ASSERT_EQ(plan.cases.size(), 3U);
	EXPECT_EQ(plan.cases[0].test.id, "b");
	EXPECT_EQ(plan.cases[0].test.program, 5U);
	EXPECT_FALSE(plan.cases[0].settled);
	EXPECT_EQ(plan.cases[1].test.id, "gone");
	ASSERT_TRUE(plan.cases[1].settled);
	EXPECT_EQ(plan.cases[1].settled->outcome, Outcome::fail);
	EXPECT_NE(plan.cases[1].settled->reason.find("is not listed any more"), std::string::npos);
	EXPECT_EQ(plan.cases[2].settled->reason, "left out");
	EXPECT_EQ(plan.left_out, fresh.left_out);
}

// Two cases, of which the second was in flight; a third has not begun.
class Casualties : public testing::Test
{
protected:
	Casualties()
	{
		std::filesystem::remove(path_);
		run_.attempts[0].push_back({AttemptKind::first,
			{.verdict = {.outcome = Outcome::pass}, .isolation = "fork"}});
		run_.in_flight.push_back({1, AttemptKind::retry, 12.5});
	}
	~Casualties() override { std::filesystem::remove(path_); }

	History bury(const Aftermath &aftermath)
	{
		JournalWriter journal(path_);
		return bury_casualties(run_, aftermath, journal);
	}

	Verdict verdict_after(const Aftermath &aftermath)
	{
		RunPlan plan;
		for (const TestCase &test : run_.cases)
			plan.cases.push_back({test, std::nullopt});
		return bury(aftermath).results(plan, {}).at(1).result.verdict;
	}

	std::vector<nlohmann::json> journal() const
	{
		JournalReader reader(path_);
		std::vector<nlohmann::json> records;
		for (nlohmann::json record; reader.next(record);)
			records.push_back(record);
		return records;
	}

	std::string path_ = testing::TempDir() + "resume_test_journal";
	UnfinishedRun run_ = run_of({"a@b@c", "a@b@d", "a@b@e"});
};

TEST_F(Casualties, are_incomplete_and_what_had_ended_stays)
{
	const History history = bury({.boot = "old boot", .oops_log = {}, .machine_fault = {}});
	EXPECT_EQ(history.rounds_of(0), 1U);
	EXPECT_EQ(history.retries_of(1), 1U);
	EXPECT_FALSE(history.worth_a_retry(1));
	EXPECT_EQ(history.rounds_of(2), 0U);
	const auto records = journal();
	ASSERT_EQ(records.size(), 1U);
	EXPECT_EQ(records[0]["t"], "end");
	EXPECT_EQ(records[0]["n"], 1);
	EXPECT_EQ(records[0]["result"], "incomplete");
	EXPECT_EQ(records[0]["start"], 12.5);
}

TEST_F(Casualties, fell_to_a_dead_machine_when_it_has_booted_since)
{
	EXPECT_EQ(verdict_after({.boot = "old boot", .oops_log = {}, .machine_fault = {}}).reason,
		"the runner was killed while it ran");
	std::filesystem::remove(path_);
	EXPECT_EQ(verdict_after({.boot = "new boot", .oops_log = {}, .machine_fault = {}}).reason,
		"the machine went down while it ran");
}

TEST_F(Casualties, run_again_when_the_machine_had_a_fault_of_its_own)
{
	run_.in_flight[0].kind = AttemptKind::first;
	const Aftermath aftermath{
		.boot = "new boot", .oops_log = {}, .machine_fault = "power failure"};
	EXPECT_EQ(bury(aftermath).rounds_of(1), 0U);
	EXPECT_EQ(journal().at(0)["result"], "incomplete");
	EXPECT_EQ(journal().at(0)["interrupted"], true);
	std::filesystem::remove(path_);
	EXPECT_EQ(
		verdict_after(aftermath).reason, "the machine failed while it ran: power failure");
}

TEST_F(Casualties, have_the_last_words_of_the_kernel_behind_their_start)
{
	std::vector<KmsgRecord> log;
	for (const char *text : {"BUG: of another case", "crossfence: start of a@b@d",
		     "Kernel panic - not syncing: it"})
		log.push_back({.level = 0, .sequence = log.size() + 1, .text = text});
	const Verdict verdict =
		verdict_after({.boot = "new boot", .oops_log = log, .machine_fault = {}});
	EXPECT_EQ(verdict.reason,
		"the machine went down while it ran\npanic: Kernel panic - not syncing: it");
	const auto records = journal();
	ASSERT_EQ(records.size(), 2U);
	EXPECT_EQ(records[0]["t"], "kmsg");
	EXPECT_EQ(records[0]["records"].size(), 1U);
	ASSERT_EQ(records[1]["kernel_reports"].size(), 1U);
	EXPECT_EQ(records[1]["kernel_reports"][0]["kind"], "panic");
}

} // namespace
} // namespace cf
