// SPDX-License-Identifier: MIT
#include "report/model/kernel/kernel_report_entry.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace cf
{
namespace
{

const KernelReportEntry kWarn{.kind = "warn", .title = "WARNING at x.c:1", .function = "f"};

TEST(KernelReportEntry, names_the_function_once)
{
	EXPECT_EQ(kWarn.text(), "warn: WARNING at x.c:1 in f");
	EXPECT_EQ((KernelReportEntry{.kind = "kasan", .title = "bug in f", .function = "f"}.text()),
		"kasan: bug in f");
	EXPECT_EQ((KernelReportEntry{.kind = "error", .title = "x"}.text()), "error: x");
}

TEST(KernelReportEntry, is_read_with_what_excuses_it)
{
	const auto value = nlohmann::json::parse(R"({"kernel_reports": [
		{"kind": "warn", "title": "t", "function": "f", "first_seq": 1, "last_seq": 2},
		{"kind": "lockdep-circular", "title": "l", "announced": true},
		{"kind": "error", "title": "e", "harmless": "noisy"}]})");
	const auto reports = read_kernel_reports(value);
	ASSERT_EQ(reports.size(), 3U);
	EXPECT_EQ(reports[0].text(), "warn: t in f");
	EXPECT_EQ(reports[0].excuse, "");
	EXPECT_EQ(reports[1].excuse, "announced by the case");
	EXPECT_EQ(reports[2].excuse, "noisy");
	EXPECT_TRUE(read_kernel_reports(nlohmann::json::object()).empty());
}

TEST(KernelReportEntry, makes_a_line_and_not_too_many_of_them)
{
	KernelReportEntry excused = kWarn;
	excused.excuse = "noisy";
	const std::vector<KernelReportEntry> reports{kWarn, excused, kWarn, kWarn};
	EXPECT_EQ(report_lines(reports, 2),
		"warn: WARNING at x.c:1 in f\n"
		"warn: WARNING at x.c:1 in f (does not count: noisy)\n"
		"and 2 more\n");
	EXPECT_EQ(report_lines({}, 2), "");
}

} // namespace
} // namespace cf
