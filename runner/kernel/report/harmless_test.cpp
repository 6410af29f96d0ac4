// SPDX-License-Identifier: MIT
#include "kernel/report/harmless.h"

#include <stdexcept>

#include <gtest/gtest.h>

#include "kernel/report/samples/samples.h"

namespace cf
{
namespace
{

using Words = std::vector<std::string>;

std::string excuse_of(std::string_view log, const Words &announced, const HarmlessPattern &known)
{
	const auto records = records_of(log);
	auto reports = classify(records);
	EXPECT_EQ(reports.size(), 1U);
	excuse_reports(reports, records, announced, {&known, 1});
	EXPECT_EQ(reports.at(0).announced, reports.at(0).excuse == "announced by the case");
	return reports.at(0).excuse;
}

TEST(Harmless, is_what_a_pattern_finds_in_any_record)
{
	const std::string log = "4 ------------[ cut here ]------------\n"
				"4 WARNING: CPU: 0 PID: 1 at a.c:7 f+0x1/0x2\n"
				"4 Modules linked in: odd_module\n";
	EXPECT_EQ(excuse_of(log, {}, {"a\\.c:[0-9]+$", {}, "why"}), "why");
	EXPECT_EQ(excuse_of(log, {}, {"odd_(module|thing)", {"warn"}, "why"}), "why");
	EXPECT_EQ(excuse_of(log, {}, {"odd_module", {"lockdep", "oops"}, "why"}), "");
	EXPECT_EQ(excuse_of(log, {}, {"even_module", {}, "why"}), "");
}

TEST(Harmless, is_what_the_case_has_announced)
{
	const HarmlessPattern none("never", {}, "why");
	const std::string log = "4 WARNING: possible recursive locking detected\n";
	EXPECT_EQ(excuse_of(log, {"lockdep-recursive"}, none), "announced by the case");
	EXPECT_EQ(excuse_of(log, {"warn", "lockdep"}, none), "announced by the case");
	EXPECT_EQ(excuse_of(log, {"lockdep-circular"}, none), "");
	EXPECT_EQ(excuse_of(log, {"lock"}, none), "");
}

TEST(Harmless, patterns_must_make_sense)
{
	EXPECT_THROW(HarmlessPattern("(", {}, ""), std::invalid_argument);
	EXPECT_THROW(HarmlessPattern("a", {"lockup"}, ""), std::invalid_argument);
}

} // namespace
} // namespace cf
