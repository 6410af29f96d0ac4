// SPDX-License-Identifier: MIT
#include "kernel/report/collector.h"

#include <algorithm>
#include <chrono>

#include <gtest/gtest.h>

#include "kernel/report/samples/samples.h"

namespace cf
{
namespace
{

class KnownReport : public testing::TestWithParam<ReportSample>
{
};

TEST_P(KnownReport, is_one_report_from_its_first_line_to_its_last)
{
	const ReportSample &sample = GetParam();
	const auto log = records_of(sample.log);
	const auto reports = classify(log);
	ASSERT_EQ(reports.size(), 1U) << sample.what << ", then " << describe(reports.back());
	EXPECT_EQ(name_of(reports[0].kind), name_of(sample.kind)) << sample.what;
	EXPECT_EQ(reports[0].title, sample.title) << sample.what;
	EXPECT_EQ(reports[0].function, sample.function) << sample.what;
	// An empty line in front of a banner is no part of it.
	EXPECT_EQ(reports[0].first, log.front().sequence + log.front().text.empty());
	EXPECT_EQ(reports[0].last, log.back().sequence) << sample.what;
}

// What was swallowed would be missing here: one report never takes the next one's lines.
TEST_P(KnownReport, ends_where_another_begins)
{
	auto log = records_of(GetParam().log);
	for (const ReportSample &other : report_samples()) {
		auto both = log;
		const auto second = records_of(other.log, log.back().sequence + 1);
		both.insert(both.end(), second.begin(), second.end());
		const auto reports = classify(both);
		const bool found = std::ranges::any_of(reports, [&](const KernelReport &report) {
			return report.kind == other.kind && report.title == other.title;
		});
		// A driver tells of one reset in several lines, kmemleak how much it found.
		const bool one = GetParam().kind == other.kind &&
			(other.kind == ReportKind::gpu_reset || other.kind == ReportKind::kmemleak);
		EXPECT_TRUE(found || one) << GetParam().what << " hides " << other.what;
	}
}

INSTANTIATE_TEST_SUITE_P(
	Samples, KnownReport, testing::ValuesIn(report_samples().begin(), report_samples().end()));

std::string_view sample_log(ReportKind kind)
{
	return std::ranges::find(report_samples(), kind, &ReportSample::kind)->log;
}

TEST(Reports, of_two_callers_may_interleave)
{
	const auto one = records_of(sample_log(ReportKind::warn), 100, "T1");
	const auto two = records_of(sample_log(ReportKind::kasan), 100, "C1");
	std::vector<KmsgRecord> log;
	for (std::size_t i = 0; i < std::max(one.size(), two.size()); ++i)
		for (const auto *records : {&one, &two})
			if (i < records->size())
				log.push_back((*records)[i]);
	const auto reports = classify(log);
	ASSERT_EQ(reports.size(), 2U);
	EXPECT_EQ(reports[0].kind, ReportKind::warn);
	EXPECT_EQ(reports[0].records.size(), one.size());
	EXPECT_EQ(reports[1].kind, ReportKind::kasan);
	EXPECT_EQ(reports[1].records.size(), two.size());
}

TEST(Reports, end_with_the_silence_behind_them)
{
	auto log = records_of("4 ------------[ cut here ]------------\n"
			      "4 WARNING: CPU: 0 PID: 1 at a.c:1 f+0x1/0x2\n"
			      "3 usb 1-1: device descriptor read failed\n");
	EXPECT_EQ(classify(log).size(), 1U);
	log.back().microseconds += 3'000'000;
	const auto reports = classify(log);
	ASSERT_EQ(reports.size(), 2U);
	EXPECT_EQ(reports[1].kind, ReportKind::error);
}

TEST(Reports, come_from_warnings_only_unless_their_text_is_known)
{
	EXPECT_TRUE(classify(records_of("6 all is well\n5 really\n7 yes\n")).empty());
	EXPECT_TRUE(classify(records_of("6 BUG: not one, a notice only\n")).empty());
	auto log = records_of("3 from a daemon\n");
	log[0].facility = 3;
	EXPECT_TRUE(classify(log).empty());
	EXPECT_TRUE(classify(records_of("4 \n4 ===============================\n")).empty());
}

TEST(Reports, that_repeat_are_one)
{
	const auto reports = classify(records_of("4 odd\n4 odd\n4 odd\n4 even\n"));
	ASSERT_EQ(reports.size(), 2U);
	EXPECT_EQ(reports[0].records.size(), 3U);
}

TEST(Reports, are_described_in_a_line)
{
	const auto reports = classify(records_of(sample_log(ReportKind::warn)));
	EXPECT_EQ(describe(reports[0]),
		"warn: WARNING at drivers/dma-buf/dma-resv.c:291 in dma_resv_add_fence");
}

std::chrono::duration<double> time_for(std::size_t copies)
{
	std::string text;
	for (std::size_t i = 0; i < copies; ++i)
		for (const ReportSample &sample : report_samples())
			text += std::string(sample.log) + "\n";
	const auto log = records_of(text);
	const auto begun = std::chrono::steady_clock::now();
	EXPECT_GT(classify(log).size(), copies);
	return std::chrono::steady_clock::now() - begun;
}

TEST(Reports, of_a_long_log_take_linear_time)
{
	time_for(10);
	const auto few = time_for(100);
	const auto many = time_for(1000);
	EXPECT_LT(many / few, 40) << "ten times the log";
}

} // namespace
} // namespace cf
