// SPDX-License-Identifier: MIT
#include "trace/lines/trace_line.h"

#include <algorithm>
#include <charconv>

namespace cf
{

namespace
{

// The kernel pads names to this width, and none is longer (TASK_COMM_LEN).
constexpr std::size_t kNameWidth = 16;
constexpr std::size_t kInterruptFlag = 2;
constexpr std::size_t kFractionDigits = 6;
constexpr std::uint64_t kMicrosecondsPerSecond = 1'000'000;

bool skip(std::string_view &text, std::string_view word)
{
	if (!text.starts_with(word))
		return false;
	text.remove_prefix(word.size());
	return true;
}

void skip_blanks(std::string_view &text)
{
	text.remove_prefix(std::min(text.find_first_not_of(' '), text.size()));
}

template <typename Number>
bool take_number(std::string_view &text, Number &number)
{
	const auto parsed = std::from_chars(text.data(), text.data() + text.size(), number);
	if (parsed.ec != std::errc{})
		return false;
	text.remove_prefix(static_cast<std::size_t>(parsed.ptr - text.data()));
	return true;
}

bool take_name(std::string_view &text, std::string_view &name)
{
	name = text.substr(0, kNameWidth);
	text.remove_prefix(name.size());
	skip_blanks(name);
	return skip(text, "-");
}

// "d.h2. ", with a sign fewer before Linux 5.15. The third is what is wanted.
bool take_flags(std::string_view &text, char &interrupt)
{
	if (text.size() <= kInterruptFlag)
		return false;
	interrupt = text[kInterruptFlag];
	text.remove_prefix(std::min(text.find(' '), text.size()));
	skip_blanks(text);
	return true;
}

bool take_time(std::string_view &text, std::uint64_t &microseconds)
{
	std::uint32_t seconds = 0;
	std::uint32_t fraction = 0;
	if (!take_number(text, seconds) || !skip(text, "."))
		return false;
	const std::size_t before = text.size();
	if (!take_number(text, fraction) || before - text.size() != kFractionDigits)
		return false;
	microseconds = seconds * kMicrosecondsPerSecond + fraction;
	return skip(text, ": ");
}

} // namespace

std::optional<TraceLine> parse_trace_line(std::string_view text)
{
	TraceLine line;
	if (!take_name(text, line.thread) || !take_number(text, line.pid) || line.pid < 0)
		return std::nullopt;
	skip_blanks(text);
	if (!skip(text, "[") || !take_number(text, line.cpu) || !skip(text, "] "))
		return std::nullopt;
	if (!take_flags(text, line.interrupt) || !take_time(text, line.microseconds))
		return std::nullopt;
	const std::size_t colon = text.find(": ");
	if (colon == text.npos || colon == 0)
		return std::nullopt;
	line.event = text.substr(0, colon);
	line.fields = text.substr(colon + 2);
	return line;
}

} // namespace cf
