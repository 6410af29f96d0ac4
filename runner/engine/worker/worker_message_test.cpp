// SPDX-License-Identifier: MIT
#include "engine/worker/worker_message.h"

#include <csignal>

#include <gtest/gtest.h>

#include "text/utf8.h"

namespace cf
{
namespace
{

TEST(CaseOrder, comes_through)
{
	const CaseOrder order{.program = "/p/a b",
		.id = "a@b@c",
		.gtest_name = "B.c",
		.isolation = Isolation::exec,
		.timeout = std::chrono::seconds(7),
		.fresh = true,
		.wrapper = {"strace", "-o", "x"},
		.cores = "/r/cores/0"};
	const auto read = parse_case_order(to_packet(order));
	ASSERT_TRUE(read);
	EXPECT_EQ(read->program, order.program);
	EXPECT_EQ(read->id, order.id);
	EXPECT_EQ(read->gtest_name, order.gtest_name);
	EXPECT_EQ(name_of(read->isolation), "exec");
	EXPECT_EQ(read->timeout, order.timeout);
	EXPECT_TRUE(read->fresh);
	EXPECT_EQ(read->wrapper, order.wrapper);
	EXPECT_EQ(read->cores, order.cores);
}

TEST(StopOrder, comes_through_and_is_no_other)
{
	const std::string packet = to_packet(StopOrder{SIGTERM});
	ASSERT_TRUE(parse_stop_order(packet));
	EXPECT_EQ(parse_stop_order(packet)->signal, SIGTERM);
	EXPECT_FALSE(parse_case_order(packet));
	EXPECT_FALSE(parse_stop_order(to_packet(CaseOrder{})));
}

CaseReport sample()
{
	return {.ending = {Ending::Kind::signaled, SIGSEGV, "core dumped"},
		.left_behind = {"12 (sleep)"},
		.unkillable = {"13 (stuck)"},
		.notes = {"hung: 13"},
		.pid = 11,
		.return_code = -SIGSEGV,
		.isolation = Isolation::fork,
		.worker_leaves = true};
}

TEST(CaseReport, comes_through)
{
	const auto read = parse_case_report(to_packet(sample()));
	ASSERT_TRUE(read);
	EXPECT_EQ(read->ending.kind, Ending::Kind::signaled);
	EXPECT_EQ(read->ending.value, SIGSEGV);
	EXPECT_EQ(read->ending.detail, "core dumped");
	EXPECT_EQ(read->left_behind, sample().left_behind);
	EXPECT_EQ(read->unkillable, sample().unkillable);
	EXPECT_EQ(read->notes, sample().notes);
	EXPECT_EQ(read->pid, 11);
	EXPECT_EQ(read->return_code, -SIGSEGV);
	EXPECT_EQ(name_of(read->isolation), "fork");
	EXPECT_TRUE(read->worker_leaves);
}

TEST(CaseReport, of_what_was_killed_has_no_return_code)
{
	CaseReport report = sample();
	report.return_code.reset();
	const auto read = parse_case_report(to_packet(report));
	ASSERT_TRUE(read);
	EXPECT_FALSE(read->return_code);
}

TEST(CaseReport, fits_into_a_packet_whatever_was_left_behind)
{
	CaseReport report = sample();
	report.left_behind.assign(500, std::string(100'000, 'x'));
	report.notes.assign(20, "one of as many as are kept");
	report.ending.detail = std::string(100'000, '\xff');
	const std::string packet = to_packet(report);
	EXPECT_LT(packet.size(), 32U * 1024U);
	EXPECT_TRUE(is_utf8(packet));
	const auto read = parse_case_report(packet);
	ASSERT_TRUE(read);
	ASSERT_EQ(read->left_behind.size(), 21U);
	EXPECT_EQ(read->left_behind[19].size(), 800U);
	EXPECT_EQ(read->left_behind[20], "480 more");
	EXPECT_EQ(read->notes, report.notes);
}

// As `text`, with another value for one key.
std::string with(const std::string &text, std::string_view key, std::string_view value)
{
	const std::size_t begin = text.find(':', text.find(key)) + 1;
	std::string changed = text;
	return changed.replace(begin, text.find_first_of(",}", begin) - begin, value);
}

TEST(CaseReport, that_makes_no_sense_is_none)
{
	const std::string whole = to_packet(sample());
	ASSERT_TRUE(parse_case_report(with(whole, "\"pid\"", "12")));
	const std::pair<const char *, const char *> changes[] = {{"\"pid\"", "\"x\""},
		{"\"kind\"", "6"}, {"\"kind\"", "-1"}, {"\"isolation\"", "\"none\""},
		{"\"worker_leaves\"", "1"}};
	for (const auto &[key, value] : changes)
		EXPECT_FALSE(parse_case_report(with(whole, key, value))) << key << value;
}

TEST(WorkerMessage, that_is_none_is_refused)
{
	for (const char *packet : {"", "{", "[]", "{}", "null", "\xff\xfe", R"({"run":"a"})",
		     R"({"stop":"SIGTERM"})"}) {
		EXPECT_FALSE(parse_case_order(packet)) << packet;
		EXPECT_FALSE(parse_stop_order(packet)) << packet;
		EXPECT_FALSE(parse_case_report(packet)) << packet;
	}
}

} // namespace
} // namespace cf
