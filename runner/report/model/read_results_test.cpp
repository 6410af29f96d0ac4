// SPDX-License-Identifier: MIT
#include "report/model/read_results.h"

#include <chrono>
#include <filesystem>
#include <fstream>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "journal/journal_writer.h"
#include "report/model/result_set.h"
#include "results/results_file.h"
#include "text/usage_error.h"

namespace cf
{
namespace
{

namespace fs = std::filesystem;

class ReadResults : public testing::Test
{
protected:
	ReadResults()
	{
		fs::remove_all(directory_);
		fs::create_directory(directory_);
	}
	~ReadResults() override { fs::remove_all(directory_); }

	void write_journal()
	{
		JournalWriter journal(directory_ + "/journal");
		journal.run_start({.name = "demo",
			.start = 100,
			.kernel = "Linux box 7.2.1 #1 x86_64",
			.cases = {{.id = "a@b@one"}, {.id = "a@b@two"}}});
		journal.sync();
	}

	void write_file(const std::string &text)
	{
		std::ofstream(directory_ + "/results.json") << text;
	}

	std::string complaint()
	{
		try {
			load_results({directory_});
		} catch (const UsageError &error) {
			return error.what();
		}
		return "";
	}

	std::string directory_ = testing::TempDir() + "read_results_test";
};

TEST_F(ReadResults, come_from_the_journal_where_there_is_no_file)
{
	write_journal();
	const ResultSet set = load_results({directory_});
	EXPECT_EQ(set.kernels(), "7.2.1");
	EXPECT_FALSE(set.finished());
	ASSERT_EQ(set.tests.size(), 2U);
	EXPECT_EQ(set.tests[1].id, "a@b@two");
	EXPECT_EQ(set.tests[1].outcome, Outcome::notrun);
	EXPECT_FALSE(fs::exists(directory_ + "/results.json"));
}

TEST_F(ReadResults, come_from_the_journal_when_it_is_newer)
{
	write_journal();
	write_file("an old one");
	const auto journal_time = fs::last_write_time(directory_ + "/journal");
	fs::last_write_time(directory_ + "/results.json", journal_time - std::chrono::seconds(1));
	EXPECT_EQ(load_results({directory_}).tests.size(), 2U);
}

TEST_F(ReadResults, come_from_the_file_otherwise)
{
	write_journal();
	write_results_file(directory_);
	const auto journal_time = fs::last_write_time(directory_ + "/journal");
	fs::last_write_time(directory_ + "/results.json", journal_time + std::chrono::seconds(1));
	EXPECT_EQ(read_results(directory_), read_results(directory_ + "/results.json"));
	EXPECT_EQ(read_results(directory_)["name"], "demo");
}

TEST_F(ReadResults, are_refused_with_the_reason)
{
	EXPECT_NE(complaint().find("holds no results.json and no journal"), std::string::npos);
	const std::pair<const char *, const char *> cases[] = {{"", "is not JSON"},
		{"{\"tests\":", "is not JSON"}, {"[]", "no results of version 10"},
		{"{\"__type__\":\"TestrunResult\",\"results_version\":9}", "version 10"},
		{"{\"__type__\":\"TestrunResult\",\"results_version\":10}", "another shape"},
		{"{\"__type__\":\"TestrunResult\",\"results_version\":10,\"tests\":[3]}", "shape"}};
	for (const auto &[text, part] : cases) {
		write_file(text);
		EXPECT_NE(complaint().find(part), std::string::npos) << text << ": " << complaint();
		EXPECT_NE(complaint().find(directory_), std::string::npos);
	}
}

TEST_F(ReadResults, are_refused_when_nothing_is_there)
{
	fs::remove_all(directory_);
	EXPECT_NE(complaint().find("there is no " + directory_), std::string::npos);
}

TEST_F(ReadResults, are_refused_when_the_journal_is_none)
{
	std::ofstream(directory_ + "/journal") << "nothing of ours\n";
	EXPECT_NE(complaint().find("its journal is of no use"), std::string::npos) << complaint();
}

} // namespace
} // namespace cf
