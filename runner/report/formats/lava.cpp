// SPDX-License-Identifier: MIT
#include "report/formats/lava.h"

#include <utility>

#include <fmt/format.h>

#include "report/formats/formats.h"
#include "results/measured/spread.h"

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

std::string LavaStream::add(const TestEntry &test)
{
	const std::string group = lava_word(split_id(test.id).group);
	std::string lines;
	if (group != open_) {
		lines = close() + fmt::format("<LAVA_SIGNAL_TESTSET START {}>\n", group);
		open_ = group;
	}
	return lines + lava_lines(test);
}

std::string LavaStream::close()
{
	const std::string group = std::exchange(open_, "");
	return group.empty() ? "" : fmt::format("<LAVA_SIGNAL_TESTSET STOP {}>\n", group);
}

std::string without_signals(std::string text)
{
	constexpr std::string_view signal = "<LAVA_SIGNAL_";
	for (std::size_t at = 0; (at = text.find(signal, at)) != text.npos;)
		text.replace(at, 1, "(");
	return text;
}

std::string lava_report(const ResultSet &set)
{
	LavaStream stream;
	std::string text;
	for (const TestEntry &test : set.tests)
		text += stream.add(test);
	return text + stream.close();
}

} // namespace cf
