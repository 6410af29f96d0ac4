// SPDX-License-Identifier: MIT
#include <csignal>
#include <filesystem>
#include <fstream>

#include <sys/resource.h>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "journal/journal_reader.h"
#include "journal/journal_writer.h"
#include "journal/record/record_json.h"

namespace cf
{
namespace
{

using namespace std::string_literals;

class Journal : public testing::Test
{
protected:
	Journal() { std::filesystem::remove(path_); }
	~Journal() override { std::filesystem::remove(path_); }

	std::vector<nlohmann::json> read()
	{
		JournalReader reader(path_);
		std::vector<nlohmann::json> records;
		for (nlohmann::json record; reader.next(record);)
			records.push_back(record);
		damaged_ = reader.damaged();
		return records;
	}

	void write_sample()
	{
		JournalWriter writer(path_);
		writer.run_start({.cases = {{.id = "a@b@c"}}});
		writer.case_start(0, 12.5, AttemptKind::first, 0);
		writer.sync();
		writer.output(0, OutputStream::out, "nul \0, broken \xff"s);
		writer.output(0, OutputStream::err, "tail", 99);
		writer.case_end(0, {.verdict = {Outcome::pass, "", {}}, .start = 12.5, .end = 13});
		writer.run_end({.end = 14, .finished = true});
	}

	std::string path_ = testing::TempDir() + "journal_test";
	std::size_t damaged_ = 0;
};

TEST_F(Journal, gives_back_what_was_written)
{
	write_sample();
	const auto records = read();
	ASSERT_EQ(records.size(), 7U);
	EXPECT_EQ(damaged_, 0U);
	EXPECT_EQ(records[0]["cases"][0]["id"], "a@b@c");
	EXPECT_EQ(records[1], records[0]);
	EXPECT_EQ(records[2]["time"], 12.5);
	EXPECT_EQ(get_bytes(records[3]), "nul \0, broken \xff"s);
	EXPECT_EQ(get_bytes(records[4]), "tail");
	EXPECT_EQ(records[4]["dropped"], 99);
	EXPECT_EQ(records[5]["result"], "pass");
	EXPECT_EQ(records[6]["t"], "run-end");
}

TEST_F(Journal, tells_its_listener_of_events_only)
{
	JournalWriter writer(path_);
	std::string heard;
	writer.tell_events([&](std::size_t number, std::string_view line) {
		heard += std::to_string(number) + " " + std::string(line) + "\n";
	});
	writer.case_start(7, 1, AttemptKind::first, 0);
	writer.output(7, OutputStream::out, "said");
	writer.event_line(7, "an event");
	EXPECT_EQ(heard, "7 an event\n");
}

TEST_F(Journal, a_torn_end_costs_the_last_record_only)
{
	write_sample();
	std::filesystem::resize_file(path_, std::filesystem::file_size(path_) - 1);
	EXPECT_EQ(read().size(), 6U);
	EXPECT_EQ(damaged_, 1U);
}

TEST_F(Journal, a_flipped_byte_costs_its_record_only)
{
	write_sample();
	std::fstream file(path_, std::ios::in | std::ios::out);
	std::string first;
	std::getline(file, first);
	file.seekp(static_cast<std::streamoff>(first.size()) + 20);
	file.put('\xfe');
	file.close();
	const auto records = read();
	ASSERT_EQ(records.size(), 6U);
	EXPECT_EQ(records[1]["t"], "start");
	EXPECT_EQ(damaged_, 1U);
}

TEST_F(Journal, a_lost_newline_costs_nothing)
{
	write_sample();
	std::fstream file(path_, std::ios::in | std::ios::out);
	std::string line;
	std::getline(file, line);
	std::getline(file, line);
	const std::streamoff newline = file.tellg() - std::streamoff{1};
	file.seekp(newline);
	file.put('\x4a');
	file.close();
	EXPECT_EQ(read().size(), 7U);
}

TEST_F(Journal, goes_on_behind_a_torn_record)
{
	write_sample();
	std::filesystem::resize_file(path_, std::filesystem::file_size(path_) - 1);
	JournalWriter::reopen(path_).run_resumed({.boot = "another"});
	const auto records = read();
	ASSERT_EQ(records.size(), 7U);
	EXPECT_EQ(records[6]["boot"], "another");
	EXPECT_EQ(damaged_, 0U);
}

TEST_F(Journal, is_never_written_over)
{
	write_sample();
	EXPECT_THROW(JournalWriter{path_}, JournalError);
}

// A file size limit fails as a full disk does: part of the record fits.
TEST_F(Journal, a_full_disk_is_an_error_and_leaves_whole_records)
{
	std::signal(SIGXFSZ, SIG_IGN);
	rlimit before{};
	::getrlimit(RLIMIT_FSIZE, &before);
	JournalWriter writer(path_);
	writer.run_start({.cases = {{.id = "a@b@c"}}});
	const rlimit full{std::filesystem::file_size(path_) + 50, before.rlim_max};
	::setrlimit(RLIMIT_FSIZE, &full);
	EXPECT_THROW(writer.output(0, OutputStream::out, std::string(200, 'x')), JournalError);
	::setrlimit(RLIMIT_FSIZE, &before);
	EXPECT_EQ(read().size(), 2U);
	EXPECT_EQ(damaged_, 0U);
}

} // namespace
} // namespace cf
