// SPDX-License-Identifier: MIT
#include "report/formats/lava.h"

#include <fmt/format.h>

#include "report/formats/formats.h"
#include "report/model/samples.h"

namespace cf
{

namespace
{

std::string_view lava_result(Outcome outcome)
{
	switch (outcome) {
	case Outcome::pass:
	case Outcome::warn:
		return "pass";
	case Outcome::skip:
		return "skip";
	case Outcome::incomplete:
	case Outcome::notrun:
		return "unknown";
	default:
		return "fail";
	}
}

} // namespace

std::string lava_word(std::string_view text)
{
	std::string word;
	for (const char c : text)
		word += c > ' ' && c < 0x7f && c != '<' && c != '>' && c != '=' ? c : '_';
	return word.empty() ? "_" : word;
}

std::string lava_lines(const TestEntry &test)
{
	const std::string id = lava_word(test.id);
	std::string lines = fmt::format("<LAVA_SIGNAL_TESTCASE TEST_CASE_ID={} RESULT={}>\n", id,
		lava_result(test.outcome));
	for (const Measurement &metric : test.metrics)
		if (!metric.values.empty())
			lines += fmt::format("<LAVA_SIGNAL_TESTCASE TEST_CASE_ID={}.{} "
					     "RESULT=pass MEASUREMENT={} UNITS={}>\n",
				id, lava_word(metric.name), spread_of(metric.values).median,
				lava_word(metric.unit));
	return lines;
}

std::string lava_report(const ResultSet &set)
{
	std::string text;
	std::string open;
	const auto close = [&] {
		if (!open.empty())
			text += fmt::format("<LAVA_SIGNAL_TESTSET STOP {}>\n", open);
	};
	for (const TestEntry &test : set.tests) {
		const std::string group = lava_word(split_id(test.id).group);
		if (group != open) {
			close();
			open = group;
			text += fmt::format("<LAVA_SIGNAL_TESTSET START {}>\n", open);
		}
		text += lava_lines(test);
	}
	close();
	return text;
}

} // namespace cf
