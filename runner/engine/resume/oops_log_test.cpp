// SPDX-License-Identifier: MIT
#include "engine/resume/oops_log.h"

#include <gtest/gtest.h>

namespace cf
{
namespace
{

struct Line {
	const char *name;
	const char *line;
	int level;
	std::uint64_t microseconds;
	const char *text;
};

class ConsoleLine : public testing::TestWithParam<Line>
{
};

TEST_P(ConsoleLine, is_taken_apart)
{
	const KmsgRecord record = parse_console_line(GetParam().line);
	EXPECT_EQ(record.level, GetParam().level);
	EXPECT_EQ(record.microseconds, GetParam().microseconds);
	EXPECT_EQ(record.text, GetParam().text);
}

INSTANTIATE_TEST_SUITE_P(Forms, ConsoleLine,
	testing::Values(Line{"serial", "[   12.345678] BUG: it\r", 6, 12345678, "BUG: it"},
		Line{"pstore", "<1>[    1.500000] Oops", 1, 1500000, "Oops"},
		Line{"netconsole", "<12>user said", 4, 0, "user said"},
		Line{"bare", "Kernel panic", 6, 0, "Kernel panic"},
		Line{"no_time", "[drm] hello", 6, 0, "[drm] hello"},
		Line{"no_number", "[ 1.5x] y", 6, 0, "[ 1.5x] y"},
		Line{"not_a_number", "[nan] y", 6, 0, "[nan] y"}, Line{"empty", "", 6, 0, ""}),
	[](const auto &line) { return line.param.name; });

TEST(OopsLog, begins_with_the_case)
{
	std::vector<KmsgRecord> log;
	for (const char *line : {"early", "crossfence: start of a@b@c", "other",
		     "crossfence: start of a@b@d", "late"})
		log.push_back(parse_console_line(line));
	EXPECT_EQ(said_after_start_of("a@b@d", log).front().text, "late");
	EXPECT_EQ(said_after_start_of("a@b@c", log).size(), 3U);
	EXPECT_EQ(said_after_start_of("a@b@x", log).size(), 5U);
}

} // namespace
} // namespace cf
