// SPDX-License-Identifier: MIT
#include "engine/launch/gtest_report.h"

#include <gtest/gtest.h>

namespace cf
{
namespace
{

std::string report(const std::string &entries)
{
	return R"(<?xml version="1.0" encoding="UTF-8"?>
<testsuites tests="1"><testsuite name="S"><testcase name="c" status="run" result="completed">)" +
		entries + "</testcase></testsuite></testsuites>";
}

using Lines = std::vector<std::string>;

TEST(GtestReport, a_clean_case_passes)
{
	EXPECT_EQ(events_of_gtest_xml(report("")), Lines{R"({"event":"end","result":"pass"})"});
}

TEST(GtestReport, failures_keep_their_place_and_text)
{
	const Lines expected{R"({"event":"failure","file":"a.cpp","line":7,)"
			     R"("message":"Value of: x\n  Actual: false"})",
		R"({"event":"end","result":"fail"})"};
	EXPECT_EQ(events_of_gtest_xml(report("<failure message=\"a.cpp:7&#x0A;Value of: x&#x0A;  "
					     "Actual: false\" type=\"\"></failure>")),
		expected);
}

TEST(GtestReport, a_skip_gives_its_reason)
{
	const Lines expected{
		R"({"event":"skip","reason":"needs vgem"})", R"({"event":"end","result":"skip"})"};
	EXPECT_EQ(events_of_gtest_xml(report("<skipped message=\"a.cpp:9&#x0A;needs vgem\"/>")),
		expected);
}

TEST(GtestReport, no_report_no_events)
{
	EXPECT_TRUE(events_of_gtest_xml("").empty());
	EXPECT_TRUE(events_of_gtest_xml("<testsuites tests=\"1\"").empty());
	EXPECT_TRUE(GtestReport().events().empty());
}

} // namespace
} // namespace cf
